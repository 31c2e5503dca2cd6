/** The first label, upper case: how a cluster names its nodes, whatever form a log used; never empty for a name that is not. */
export function hostShortName(name: string): string {
  const dot = name.indexOf(".");
  return (dot < 1 ? name : name.slice(0, dot)).toUpperCase();
}
