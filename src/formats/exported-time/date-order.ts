/** In which order a date such as 03/04/2017 names day, month and year. */
export type DateOrder = "dmy" | "mdy" | "ymd";
