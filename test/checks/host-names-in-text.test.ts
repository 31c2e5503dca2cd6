import { describe, expect, test } from "vitest";
import { hostNameOf, hostNamesInText } from "../../src/checks/host-names-in-text.ts";

const DOMAINS = new Set(["corp.example"]);

describe("host names in free text are those", () => {
  test.each([
    ["behind a key", "RDP listener port=2179;host=HV01", ["HV01"]],
    ["behind a key in any case, quoted", 'ServerName="HV01"', ["HV01"]],
    ["behind a key, quoted as a whole", '"server-name=HV01"', ["HV01"]],
    ["of the host's domain", "listener on hv01.corp.example, port=2179", ["hv01.corp.example"]],
    ["of the host's domain, with a final dot", "hv01.corp.example.", ["hv01.corp.example."]],
    ["of another domain before a port", "hv01.other.example:2179", ["hv01.other.example"]],
    ["in a URL", "https://HV01:2179/vmms", ["HV01"]],
    ["in a URL with a user", "ldap://user@hv01.other.example/", ["hv01.other.example"]],
    ["in a UNC path", "\\\\HV01\\share", ["HV01"]],
    ["with umlauts", "host=HV-Münster", ["HV-Münster"]],
    ["of several", "host=HV01 host=HV02", ["HV01", "HV02"]],
  ])("%s", (_, text, found) => {
    expect(hostNamesInText(text, DOMAINS)).toEqual(found);
  });
});

describe("no host names are", () => {
  test.each([
    ["what real ones hold", "RDP listener port=2179"],
    ["versions", "version=10.0.14393 build 10.0.20348.1:1"],
    ["GUIDs", "{3E4B2A30-7B1C-4B2E-9D5A-0A1B2C3D4E5F} host={3e4b2a30-7b1c-4b2e-9d5a-0a1b2c3d4e5f}"],
    ["addresses", "host=192.0.2.10 192.0.2.10:2179 https://192.0.2.10/ https://[2001:db8::1]/ 2001:db8::1"],
    ["ports and words before them", "port:2179 listener:2179 tcp/2179"],
    ["single words", "Hyper-V VMMS Microsoft"],
    ["names of programs and namespaces", "vmms.exe Microsoft.Virtualization.Console"],
    ["the domain itself", "corp.example"],
    ["the machine itself", "host=localhost"],
    ["numbers behind a key", "node=1"],
    ["nothing", "  "],
  ])("%s", (_, text) => {
    expect(hostNamesInText(text, DOMAINS)).toEqual([]);
  });
});

test("an attribute of one DNS name is a name as a whole, unless it is a domain or an address", () => {
  expect(
    ["oldhv05.other.example", "HV05", "corp.example", "192.0.2.1", "", "two words"].map((value) =>
      hostNameOf(value, DOMAINS),
    ),
  ).toEqual([["oldhv05.other.example"], ["HV05"], [], [], [], []]);
});

test("a long value takes no longer than its length", () => {
  const long = `${"a.".repeat(200_000)} ${"host=".repeat(50_000)}`;
  expect(hostNamesInText(long, DOMAINS)).toEqual([]);
});
