/** The plain user that reads the domain of the bench; it exists there alone. */
export const AUDITOR = { name: "auditor", bindName: "auditor@corp.example", password: "bench" } as const;
export const DOMAIN_DN = "DC=corp,DC=example";
