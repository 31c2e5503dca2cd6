import {
  ACE_FLAG,
  type AccessAllowed,
  FULL_CONTROL,
  GENERIC_READ,
  RIGHT,
  type SecurityDescriptor,
} from "../../security-descriptor/index.ts";

const LOCAL_SYSTEM = "S-1-5-18";
const SELF = "S-1-5-10";
const EVERYONE = "S-1-1-0";
const AUTHENTICATED_USERS = "S-1-5-11";
const ADMINISTRATORS = "S-1-5-32-544";
const ACCOUNT_OPERATORS = "S-1-5-32-548";
const PRINT_OPERATORS = "S-1-5-32-550";
const PRE_WINDOWS_2000_ACCESS = "S-1-5-32-554";
const AUTHORIZATION_ACCESS = "S-1-5-32-560";
/** Last parts of well-known SIDs of a domain. */
const DOMAIN_ADMINS = 512;
const DOMAIN_COMPUTERS = 515;
const CERTIFICATE_PUBLISHERS = 517;
const ENTERPRISE_ADMINS = 519;

/** An extended right, a property set, two validated writes, a class and two attributes. */
const CHANGE_PASSWORD = "ab721a53-1e2f-11d0-9819-00aa0040529b";
const PERSONAL_INFORMATION = "77b5b886-944a-11d1-aebd-0000f80367c1";
const VALIDATED_SPN = "f3a64788-5306-11d1-a9c5-0000f80367c1";
const VALIDATED_DNS_HOST_NAME = "72e39547-7b18-11d1-adef-00c04fd8d5cd";
const PRINT_QUEUE = "bf967aa8-0de6-11d0-a285-00aa003049e2";
const USER_CERTIFICATE = "bf967a7f-0de6-11d0-a285-00aa003049e2";
const TOKEN_GROUPS = "46a9b11d-60ae-405a-b7e8-ff8a58d456d2";

/** What every object below the domain inherits from it, as far as it is for everybody's objects. */
function inherited(domainSid: string): readonly AccessAllowed[] {
  const flags = ACE_FLAG.containerInherit | ACE_FLAG.inherited;
  const almostAll = FULL_CONTROL & ~(RIGHT.deleteChild | RIGHT.deleteTree);
  return [
    { sid: `${domainSid}-${ENTERPRISE_ADMINS}`, mask: FULL_CONTROL, flags },
    { sid: PRE_WINDOWS_2000_ACCESS, mask: RIGHT.list, flags },
    { sid: ADMINISTRATORS, mask: almostAll, flags },
  ];
}

/** The default of the class computer; the owner is who made the account, with its own primary group. */
export function computerAccess(domainSid: string, owner: string | null): SecurityDescriptor {
  const admins = `${domainSid}-${DOMAIN_ADMINS}`;
  return {
    owner: owner ?? admins,
    group: owner === null ? admins : `${domainSid}-${DOMAIN_COMPUTERS}`,
    dacl: [
      { sid: admins, mask: FULL_CONTROL },
      { sid: ACCOUNT_OPERATORS, mask: FULL_CONTROL },
      { sid: LOCAL_SYSTEM, mask: FULL_CONTROL },
      { sid: SELF, mask: RIGHT.createChild | RIGHT.deleteChild },
      { sid: AUTHENTICATED_USERS, mask: GENERIC_READ },
      { sid: EVERYONE, mask: RIGHT.controlAccess, objectType: CHANGE_PASSWORD },
      { sid: SELF, mask: RIGHT.readProperty | RIGHT.writeProperty, objectType: PERSONAL_INFORMATION },
      { sid: SELF, mask: RIGHT.validatedWrite, objectType: VALIDATED_SPN },
      { sid: SELF, mask: RIGHT.validatedWrite, objectType: VALIDATED_DNS_HOST_NAME },
      { sid: PRINT_OPERATORS, mask: RIGHT.createChild | RIGHT.deleteChild, objectType: PRINT_QUEUE },
      {
        sid: `${domainSid}-${CERTIFICATE_PUBLISHERS}`,
        mask: RIGHT.readProperty | RIGHT.writeProperty,
        objectType: USER_CERTIFICATE,
      },
      { sid: AUTHORIZATION_ACCESS, mask: RIGHT.readProperty, objectType: TOKEN_GROUPS },
      ...inherited(domainSid),
    ],
  };
}

/** Made by the host itself: it owns the object, and the class's full control for the creator has become its own. */
export function selfMadeAccess(domainSid: string, host: string): SecurityDescriptor {
  return {
    owner: host,
    group: `${domainSid}-${DOMAIN_COMPUTERS}`,
    dacl: [
      { sid: `${domainSid}-${DOMAIN_ADMINS}`, mask: FULL_CONTROL },
      { sid: host, mask: FULL_CONTROL },
      { sid: LOCAL_SYSTEM, mask: FULL_CONTROL },
      { sid: AUTHENTICATED_USERS, mask: GENERIC_READ },
      ...inherited(domainSid),
    ],
  };
}
