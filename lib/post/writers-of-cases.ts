import { decisionLetter } from './cases/decision.ts';
import { admissionLetter, messageLetter, retractionLetter, supplementLetter } from './cases/filings.ts';
import { proposalLetter } from './cases/proposal.ts';
import { receiptLetter } from './cases/receipt.ts';
import { recordLetter } from './cases/record.ts';
import { actionDoneLetter, actionOverdueLetter, dataStatementLetter } from './cases/undertaken.ts';

/** Who writes the letters on objections, what becomes of them, and silence. */
export const writersOfCases = {
  receipt: receiptLetter,
  supplement: supplementLetter,
  message: messageLetter,
  retraction: retractionLetter,
  admission: admissionLetter,
  proposal: proposalLetter,
  decision: decisionLetter,
  action_done: actionDoneLetter,
  action_overdue: actionOverdueLetter,
  data_statement: dataStatementLetter,
  no_objection_record: recordLetter,
};
