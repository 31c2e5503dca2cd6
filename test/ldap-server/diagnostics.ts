import type { Result } from "./answer.ts";
import { RESULT } from "./answer.ts";

// Results with the messages that domain controllers give; the numbers behind DSID differ from build to build.

/** 49 with a number of Windows behind `data`: 52e wrong password, 525 no such user, 80090346 channel binding and so on. */
export function refusedBind(data = "52e"): Result {
  return {
    code: RESULT.invalidCredentials,
    diagnosticMessage: `80090308: LdapErr: DSID-0C090446, comment: AcceptSecurityContext error, data ${data}, v4563\0`,
  };
}

export const ENCRYPTION_REQUIRED: Result = {
  code: RESULT.strongerAuthRequired,
  diagnosticMessage:
    "00002028: LdapErr: DSID-0C09023C, comment: The server requires binds to turn on integrity checking if SSL\\TLS are not already active on the connection, data 0, v4563\0",
};

export const BIND_REQUIRED: Result = {
  code: RESULT.operationsError,
  diagnosticMessage:
    "000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a successful bind must be completed on the connection., data 0, v4563\0",
};

export const UNKNOWN_CRITICAL_CONTROL: Result = {
  code: RESULT.unavailableCriticalExtension,
  diagnosticMessage: "00002077: LdapErr: DSID-0C090A26, comment: Error processing control, data 0, v4563\0",
};

export const INVALID_COOKIE: Result = {
  code: RESULT.unwillingToPerform,
  diagnosticMessage: "00000057: LdapErr: DSID-0C090A26, comment: Error processing control, data 0, v4563\0",
};

export const NOT_FOR_WRITING: Result = {
  code: RESULT.insufficientAccessRights,
  diagnosticMessage: "00002098: SecErr: DSID-03150F94, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n\0",
};

export const NO_DN: Result = {
  code: RESULT.invalidDnSyntax,
  diagnosticMessage: "0000208F: NameErr: DSID-0310021C, problem 2006 (BAD_NAME), data 8350, best match of:\n\t''\n\0",
};

export function noSuchObject(matchedDn: string): Result {
  return {
    code: RESULT.noSuchObject,
    matchedDn,
    diagnosticMessage: `0000208D: NameErr: DSID-03100245, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'${matchedDn}'\n\0`,
  };
}

/** For a base that this server does not hold. */
export function foreignBase(url: string, host: string): Result {
  return {
    code: RESULT.referral,
    diagnosticMessage: `0000202B: RefErr: DSID-0310084A, data 0, 1 access points\n\tref 1: '${host}'\n\0`,
    referrals: [url],
  };
}
