/** What `--date-order` takes. */
export const DATE_ORDERS = ["dmy", "mdy", "ymd"] as const;

export type DateOrderName = (typeof DATE_ORDERS)[number];
