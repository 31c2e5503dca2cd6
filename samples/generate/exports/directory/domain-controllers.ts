import type { Domain } from "../../cluster/index.ts";
import { later, type Moment, moment, secondsBetween } from "../../moment.ts";
import type { AttributeStamp, Originator, StampedAttribute } from "../../replication-metadata/index.ts";
import type { SeededRandom } from "../../seeded-random.ts";

/** A change of an attribute, before a domain controller has stamped it. */
export interface AttributeChange {
  readonly attribute: StampedAttribute;
  readonly version: number;
  readonly time: Moment;
}

const DOMAIN_BEGAN = moment("2012-03-05T00:00:00Z");
const FIRST_USN = 12_000n;
const SECONDS_FOR_A_CHANGE = 40;
/** How far the numbers of the second domain controller lie from those of the first. */
const USN_DISTANCE = 41_873n;

/** Two domain controllers that count their changes; the first is the one that is asked. */
export class DomainControllers {
  readonly #originators: readonly [Originator, Originator];
  readonly #random: SeededRandom;

  constructor({ controllers, dn }: Domain, random: SeededRandom) {
    const originator = (name: string): Originator => ({
      invocationId: random.guid().slice(1, -1),
      settingsDn: `CN=NTDS Settings,CN=${name},CN=Servers,CN=HQ,CN=Sites,CN=Configuration,${dn}`,
    });
    this.#originators = [originator(controllers[0]), originator(controllers[1])];
    this.#random = random;
  }

  stamp({ attribute, version, time }: AttributeChange): AttributeStamp {
    const isLocal = this.#random.between(0, 1) === 0;
    const localUsn = usnAt(time);
    return {
      attribute,
      version,
      time: wholeSecond(time),
      originator: this.#originators[isLocal ? 0 : 1],
      originatingUsn: isLocal ? localUsn : localUsn + USN_DISTANCE,
      localUsn,
    };
  }
}

/** Grows with time, as update sequence numbers do. */
function usnAt(time: Moment): bigint {
  return FIRST_USN + BigInt(Math.floor(secondsBetween(DOMAIN_BEGAN, time) / SECONDS_FOR_A_CHANGE));
}

function wholeSecond(time: Moment): Moment {
  return later(DOMAIN_BEGAN, Math.floor(secondsBetween(DOMAIN_BEGAN, time)));
}
