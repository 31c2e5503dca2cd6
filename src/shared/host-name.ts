const IP_ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** The first label, upper case: how a cluster names its nodes, whatever form a log used; never empty for a name that is not. An address has no labels. */
export function hostShortName(name: string): string {
  const dot = name.indexOf(".");
  return (dot < 1 || IP_ADDRESS.test(name) ? name : name.slice(0, dot)).toUpperCase();
}
