import type { Explanation } from "../../../shared/errors.ts";
import type { Credentials } from "../connection-options.ts";
import type { Result } from "../protocol/answers.ts";
import { foreignText, serverSaid } from "./foreign-text.ts";

/** Who wanted to bind where. */
export interface BindAttempt {
  readonly server: string;
  readonly credentials: Credentials;
}

/** What `data` means in the text of result 49: Windows error codes in hexadecimal digits. */
type Refusal = (who: string, server: string) => Explanation;

const ASK_ADMINISTRATOR = "Have an administrator of the domain look at the account, or use another one with --user.";

const REFUSALS: Readonly<Record<string, Refusal>> = {
  "525": (who, server) => ({
    code: "directory-user-unknown",
    happened: `${server} does not know the account ${who}.`,
    likelyCause: "The name is misspelt, or the account is in another domain.",
    nextStep: "Give it as user@domain, DOMAIN\\user or its DN with --user.",
  }),
  "52e": (who, server) => ({
    code: "directory-wrong-password",
    happened: `${server} refuses the password of ${who}.`,
    likelyCause:
      "The password or the name is wrong; or the password file has something besides the password in its first line.",
    nextStep:
      "Try the same name and password at a computer of the domain before the next attempt here: a few wrong ones lock the account.",
  }),
  "52f": (who, server) => ({
    code: "directory-account-restricted",
    happened: `${server} does not let ${who} log on: a restriction on the account forbids it.`,
    likelyCause:
      "The account is a member of Protected Users or has a logon policy, which a password sent over LDAP does not meet.",
    nextStep: "Use --kerberos, or another account with --user.",
  }),
  "530": (who, server) => ({
    code: "directory-logon-hours",
    happened: `${server} does not let ${who} log on at this time.`,
    likelyCause: "The account has logon hours, and it is none of them.",
    nextStep: ASK_ADMINISTRATOR,
  }),
  "531": (who, server) => ({
    code: "directory-workstation-refused",
    happened: `${server} does not let ${who} log on from here.`,
    likelyCause:
      'The account may only log on to certain computers ("Log On To"), and the domain controller is none of them.',
    nextStep: ASK_ADMINISTRATOR,
  }),
  "532": (who, server) => ({
    code: "directory-password-expired",
    happened: `The password of ${who} has expired, says ${server}.`,
    nextStep: "Change it at a computer of the domain (Ctrl+Alt+Del, or `kpasswd`), then run this again.",
  }),
  "533": (who, server) => ({
    code: "directory-account-disabled",
    happened: `The account ${who} is disabled, says ${server}.`,
    nextStep: ASK_ADMINISTRATOR,
  }),
  "701": (who, server) => ({
    code: "directory-account-expired",
    happened: `The account ${who} has expired, says ${server}.`,
    nextStep: ASK_ADMINISTRATOR,
  }),
  "773": (who, server) => ({
    code: "directory-password-must-change",
    happened: `The password of ${who} must be changed before it can be used, says ${server}.`,
    likelyCause: "It was set or reset by an administrator, who asked for a change at the next logon.",
    nextStep: "Log on once at a computer of the domain, or run `kpasswd`, and change it; then run this again.",
  }),
  "775": (who, server) => ({
    code: "directory-account-locked",
    happened: `The account ${who} is locked, says ${server}.`,
    likelyCause: "Too many wrong passwords were tried, here or elsewhere.",
    nextStep: "Have an administrator unlock it (`Unlock-ADAccount`), or wait until it is unlocked by itself.",
  }),
};

/** SEC_E_BAD_BINDINGS. */
const BAD_BINDINGS = "80090346";

/** Why a bind was refused. `result.code` is not 0. */
export function explainBindRefusal(result: Result, { server, credentials }: BindAttempt): Explanation {
  const who =
    credentials.kind === "simple" ? foreignText(credentials.user, credentials.password) : "the current ticket";
  const secret = credentials.kind === "simple" ? credentials.password : undefined;
  const said = serverSaid(result.text, secret);
  switch (result.code) {
    case 7:
      return {
        code: "directory-mechanism-refused",
        happened: `${server} does not offer this way to log on.${said}`,
        nextStep:
          credentials.kind === "kerberos"
            ? "Use a name and a password over LDAPS instead: --user."
            : "Use --kerberos, or another domain controller with --server.",
      };
    case 8:
    case 13:
      return credentials.kind === "kerberos"
        ? {
            code: "directory-signing-required",
            happened: `${server} wants Kerberos to sign as well, although the connection is encrypted.${said}`,
            likelyCause: "Samba does so by default: `ldap server require strong auth = yes`.",
            nextStep:
              "Use a name and a password over LDAPS instead (--user), or set `ldap server require strong auth = allow_sasl_over_tls` in its smb.conf.",
          }
        : {
            code: "directory-signing-required",
            happened: `${server} wants the connection signed or encrypted before it takes a password.${said}`,
            likelyCause: "Something between here and the server ends the encryption and passes on plain LDAP.",
            nextStep: "Connect to the domain controller itself, over LDAPS: --server ldaps://NAME.",
          };
    case 34:
      return {
        code: "directory-user-unknown",
        happened: `${server} does not take ${who} for a name.${said}`,
        likelyCause: "It is neither user@domain nor DOMAIN\\user nor a sound DN.",
        nextStep: "Give it as user@domain, DOMAIN\\user or its DN with --user.",
      };
    case 48:
      return {
        code: "directory-mechanism-refused",
        happened: `${server} does not let ${who} log on this way.${said}`,
        nextStep: "Use --kerberos, or another account with --user.",
      };
    case 49:
      return explainInvalidCredentials(result.text, who, server, credentials.kind, said);
    case 51:
    case 52:
      return {
        code: "directory-busy",
        happened: `${server} is too busy to take a logon.${said}`,
        nextStep: "Try again in a minute, or another domain controller with --server.",
      };
    default:
      return {
        code: "directory-bind-refused",
        happened: `${server} refused the logon of ${who} with result ${String(result.code)}.${said}`,
        nextStep: "Try another domain controller with --server, or another account with --user.",
      };
  }
}

function explainInvalidCredentials(
  text: string,
  who: string,
  server: string,
  kind: Credentials["kind"],
  said: string,
): Explanation {
  const data = /\bdata ([0-9a-f]{1,8})\b/i.exec(text)?.[1]?.toLowerCase();
  if (data === BAD_BINDINGS || text.startsWith(BAD_BINDINGS)) {
    return {
      code: "directory-channel-binding",
      happened: `${server} refuses the logon because it does not carry a channel binding token. The credentials of ${who} are not at fault.`,
      likelyCause:
        'The policy "Domain controller: LDAP server channel binding token requirements" is set to Always, and Node.js cannot give that token.',
      nextStep:
        kind === "kerberos"
          ? "Use a name and a password over LDAPS instead (--user), or set the policy to When supported on one domain controller and name it with --server."
          : "Set the policy to When supported on one domain controller and name it with --server.",
    };
  }
  const refusal = data === undefined ? undefined : REFUSALS[data];
  if (refusal !== undefined) return refusal(who, server);
  if (kind === "kerberos") {
    return {
      code: "directory-ticket-refused",
      happened: `${server} refuses the Kerberos ticket.${said}`,
      likelyCause:
        "The clocks differ by more than five minutes, the ticket is for an older password of the server, or it is another server than its name says.",
      nextStep:
        "Get a new ticket (`kdestroy`, then `kinit`), compare the clocks, and give the server by its full DNS name.",
    };
  }
  return {
    code: "directory-credentials-refused",
    happened: `${server} refuses the name or the password of ${who}.${said}`,
    likelyCause: "One of the two is wrong; the server does not say which.",
    nextStep:
      "Give the name as user@domain, DOMAIN\\user or its DN with --user, and check the password at a computer of the domain.",
  };
}
