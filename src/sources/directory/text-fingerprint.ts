/** 53 bits that tell texts apart; two of a million that are the same by chance are not to be expected. */
export function textFingerprint(text: string): number {
  // FNV-1a, twice with different primes over 16-bit units.
  let low = 0x811c9dc5;
  let high = 0x9dc5811c;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit ^ (low >>> 15), 0x85ebca6b);
  }
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0);
}
