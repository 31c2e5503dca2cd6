import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout, unusedDatum } from "./entry.ts";
import { manifestFields, messageTable, realRecordMap } from "./sources.ts";

const PROVIDER = "Microsoft-Windows-Security-Auditing";

/** Logged by domain controllers, where the audit policy asks for it. Real records have level 0. */
const SECURITY_AUDITING = {
  provider: PROVIDER,
  providerGuid: "{54849625-5478-4994-a5ba-3e3b0328c30d}",
  channel: "Security",
  level: ["information", "always"],
  payload: "event-data",
  certainty: VERIFIED,
  sources: [
    manifestFields(PROVIDER),
    messageTable(PROVIDER),
    realRecordMap("Security_Microsoft-Windows-Security-Auditing_<id>.map"),
  ],
} as const;

const SUBJECT = [
  datum("subjectSid", "who did it", "SubjectUserSid"),
  datum("subjectName", "that user's name", "SubjectUserName"),
  datum("subjectDomain", "that user's domain", "SubjectDomainName"),
  datum("subjectLogonId", "session", "SubjectLogonId"),
] as const;

const ACCOUNT = [
  datum("accountName", "account", "TargetUserName"),
  datum("accountDomain", "the account's domain", "TargetDomainName"),
  datum("accountSid", "the account's SID", "TargetSid"),
] as const;

/** An account's attributes: those that it was created with, or those that changed. */
const ATTRIBUTES = [
  datum("samAccountName", "SAM account name", "SamAccountName"),
  unusedDatum("DisplayName"),
  unusedDatum("UserPrincipalName"),
  unusedDatum("HomeDirectory"),
  unusedDatum("HomePath"),
  unusedDatum("ScriptPath"),
  unusedDatum("ProfilePath"),
  unusedDatum("UserWorkstations"),
  unusedDatum("PasswordLastSet"),
  unusedDatum("AccountExpires"),
  unusedDatum("PrimaryGroupId"),
  unusedDatum("AllowedToDelegateTo"),
  datum("oldAccountControl", "account control before", "OldUacValue"),
  datum("newAccountControl", "account control after", "NewUacValue"),
  unusedDatum("UserAccountControl"),
  unusedDatum("UserParameters"),
  unusedDatum("SidHistory"),
  unusedDatum("LogonHours"),
  datum("dnsHostName", "DNS host name", "DnsHostName"),
  datum("servicePrincipalNames", "service principal names", "ServicePrincipalNames"),
] as const;

const DIRECTORY_OBJECT = [
  unusedDatum("OpCorrelationID"),
  unusedDatum("AppCorrelationID"),
  ...SUBJECT,
  datum("directory", "directory", "DSName"),
  unusedDatum("DSType"),
  datum("objectDn", "distinguished name", "ObjectDN"),
  datum("objectGuid", "GUID", "ObjectGUID"),
  datum("objectClass", "class", "ObjectClass"),
] as const;

export const COMPUTER_ACCOUNT_CREATED = defineEvent({
  ...SECURITY_AUDITING,
  id: 4741,
  layouts: [
    layout(
      "A computer account was created.\n\nSubject:\n\tSecurity ID:\t\t%4\n\tAccount Name:\t\t%5\n" +
        "\tAccount Domain:\t\t%6\n\tLogon ID:\t\t%7\n\nNew Computer Account:\n\tSecurity ID:\t\t%3\n" +
        "\tAccount Name:\t\t%1\n\tAccount Domain:\t\t%2\n\nAttributes:\n\tSAM Account Name:\t%9\n" +
        "\tDisplay Name:\t\t%10\n\tUser Principal Name:\t%11\n\tHome Directory:\t\t%12\n\tHome Drive:\t\t%13\n" +
        "\tScript Path:\t\t%14\n\tProfile Path:\t\t%15\n\tUser Workstations:\t%16\n\tPassword Last Set:\t%17\n" +
        "\tAccount Expires:\t\t%18\n\tPrimary Group ID:\t%19\n\tAllowedToDelegateTo:\t%20\n" +
        "\tOld UAC Value:\t\t%21\n\tNew UAC Value:\t\t%22\n\tUser Account Control:\t%23\n" +
        "\tUser Parameters:\t%24\n\tSID History:\t\t%25\n\tLogon Hours:\t\t%26\n\tDNS Host Name:\t\t%27\n" +
        "\tService Principal Names:\t%28\n\nAdditional Information:\n\tPrivileges\t\t%8",
      ...ACCOUNT,
      ...SUBJECT,
      unusedDatum("PrivilegeList"),
      ...ATTRIBUTES,
    ),
  ],
  meaning: "A computer account was created: the machine was joined, for the first time or again.",
});

export const COMPUTER_ACCOUNT_CHANGED = defineEvent({
  ...SECURITY_AUDITING,
  id: 4742,
  layouts: [
    layout(
      "A computer account was changed.\n\nSubject:\n\tSecurity ID:\t\t%5\n\tAccount Name:\t\t%6\n" +
        "\tAccount Domain:\t\t%7\n\tLogon ID:\t\t%8\n\nComputer Account That Was Changed:\n" +
        "\tSecurity ID:\t\t%4\n\tAccount Name:\t\t%2\n\tAccount Domain:\t\t%3\n\nChanged Attributes:\n" +
        "\tSAM Account Name:\t%10\n\tDisplay Name:\t\t%11\n\tUser Principal Name:\t%12\n" +
        "\tHome Directory:\t\t%13\n\tHome Drive:\t\t%14\n\tScript Path:\t\t%15\n\tProfile Path:\t\t%16\n" +
        "\tUser Workstations:\t%17\n\tPassword Last Set:\t%18\n\tAccount Expires:\t\t%19\n" +
        "\tPrimary Group ID:\t%20\n\tAllowedToDelegateTo:\t%21\n\tOld UAC Value:\t\t%22\n" +
        "\tNew UAC Value:\t\t%23\n\tUser Account Control:\t%24\n\tUser Parameters:\t%25\n\tSID History:\t\t%26\n" +
        "\tLogon Hours:\t\t%27\n\tDNS Host Name:\t\t%28\n\tService Principal Names:\t%29\n\n" +
        "Additional Information:\n\tPrivileges:\t\t%9",
      unusedDatum("ComputerAccountChange"),
      ...ACCOUNT,
      ...SUBJECT,
      unusedDatum("PrivilegeList"),
      ...ATTRIBUTES,
    ),
  ],
  meaning:
    "A computer account was changed: its DNS host name and service principal names show which machine it is for.",
});

export const ACCOUNT_RENAMED = defineEvent({
  ...SECURITY_AUDITING,
  id: 4781,
  layouts: [
    layout(
      "The name of an account was changed:\n\nSubject:\n\tSecurity ID:\t\t%5\n\tAccount Name:\t\t%6\n" +
        "\tAccount Domain:\t\t%7\n\tLogon ID:\t\t%8\n\nTarget Account:\n\tSecurity ID:\t\t%4\n" +
        "\tAccount Domain:\t\t%3\n\tOld Account Name:\t%1\n\tNew Account Name:\t%2\n\nAdditional Information:\n" +
        "\tPrivileges:\t\t%9",
      datum("oldName", "name before", "OldTargetUserName"),
      datum("newName", "name after", "NewTargetUserName"),
      datum("accountDomain", "the account's domain", "TargetDomainName"),
      datum("accountSid", "the account's SID", "TargetSid"),
      ...SUBJECT,
      unusedDatum("PrivilegeList"),
    ),
  ],
  meaning: "An account was renamed; a computer's ends in $.",
});

export const DIRECTORY_OBJECT_CREATED = defineEvent({
  ...SECURITY_AUDITING,
  id: 5137,
  layouts: [
    layout(
      "A directory service object was created.\n\t\nSubject:\n\tSecurity ID:\t\t%3\n\tAccount Name:\t\t%4\n" +
        "\tAccount Domain:\t\t%5\n\tLogon ID:\t\t%6\n\t\nDirectory Service:\n\tName:\t%7\n\tType:\t%8\n\t\n" +
        "Object:\n\tDN:\t%9\n\tGUID:\t%10\n\tClass:\t%11\n\t\nOperation:\n\tCorrelation ID:\t%1\n" +
        "\tApplication Correlation ID:\t%2",
      ...DIRECTORY_OBJECT,
    ),
  ],
  meaning: "An object was made in Active Directory: a service connection point, where its class says so.",
});

export const DIRECTORY_OBJECT_DELETED = defineEvent({
  ...SECURITY_AUDITING,
  id: 5141,
  layouts: [
    layout(
      "A directory service object was deleted.\n\t\nSubject:\n\tSecurity ID:\t\t%3\n\tAccount Name:\t\t%4\n" +
        "\tAccount Domain:\t\t%5\n\tLogon ID:\t\t%6\n\t\nDirectory Service:\n\tName:\t%7\n\tType:\t%8\n\t\n" +
        "Object:\n\tDN:\t%9\n\tGUID:\t%10\n\tClass:\t%11\n\t\nOperation:\n\tTree Delete:\t%12\n" +
        "\tCorrelation ID:\t%1\n\tApplication Correlation ID:\t%2",
      ...DIRECTORY_OBJECT,
      datum("treeDelete", "whether what is under it went too", "TreeDelete"),
    ),
  ],
  meaning:
    "An object was deleted in Active Directory: a service connection point, where its class says so. Who and when.",
});
