import type { GroundCategory, GroundGroup } from '#db/schema/vocabulary.ts';

/** The five groups of grounds, as questions that somebody with a concern asks. */
export const GROUP_NAME: Record<GroundGroup, string> = {
  where: 'Where the data goes',
  how_safe: 'How safe it is there',
  whose_data: 'Whose data it is',
  rules_on_us: 'Rules that bind us',
  the_company: 'The company',
};

/** Each ground in one line, for whoever wonders which one is theirs. */
export const GROUND_HINT: Record<GroundCategory, string> = {
  third_country_transfer: 'Personal data would leave the European Economic Area.',
  transfer_mechanism: 'What the transfer relies on is missing, weak or does not cover it.',
  government_access: 'Authorities there could demand the data.',
  data_residency: 'A law or a promise of ours keeps the data in a country or region.',
  security_measures: 'Encryption, access or other measures fall short of what we need.',
  certification: 'A certification that we rely on is missing or has run out.',
  breach_history: 'The company has lost data before.',
  retention_deletion: 'The data would be kept too long, or its deletion is not assured.',
  special_category_data: 'Health, beliefs, biometrics or other data of Article 9 GDPR.',
  childrens_data: 'Data of minors, as in a school.',
  sector_regulation: 'Rules of our sector, such as DORA, health or public-sector law.',
  customer_contract: 'We promised our own customers something else.',
  ai_training: 'The data could be used to train or improve models.',
  competitor_conflict: 'The company or its group competes with us, or has another interest.',
  concentration_risk: 'Too much of what we depend on would sit with one company.',
  chain_opacity: 'Who stands behind the company is not clear.',
  insufficient_information: 'The notice does not say enough to judge the change.',
  other: 'Something else; describe it below.',
};
