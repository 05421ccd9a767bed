/** Who can sign in to the demo world. There are no such accounts on a server of one's own. */
export const DEMO_PASSWORD = 'demur-demo';

export const demoAccounts = [
  { email: 'dpo@aurora-bank.example', who: 'signatory of a bank' },
  { email: 'contact@aurora-bank.example', who: 'contact of the same bank' },
  { email: 'dpo@kite-health.example', who: 'signatory of a hospital' },
  { email: 'privacy.admin@vendor.example', who: "the vendor's privacy admin" },
  { email: 'legal@vendor.example', who: "the vendor's legal counsel" },
] as const;
