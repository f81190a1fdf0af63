import type { PromptPurpose } from '../store/prompt.ts';
import { detailsPrompt } from './details.ts';
import { exportPrompt } from './export.ts';
import { filterPrompt } from './filter.ts';
import { helpPrompt } from './help.ts';
import { ledgerPrompt } from './ledger.ts';
import { logFilterPrompt, logSavePrompt, logSearchPrompt, logTimePrompt } from './log-prompts.ts';
import type { PromptHandler } from './open-prompt.ts';
import { palettePrompt } from './palette.ts';

/** One line here and one in `store/prompt.ts` for the next thing that a line is typed for. */
export const prompts: Readonly<Record<PromptPurpose, PromptHandler>> = {
  help: helpPrompt,
  details: detailsPrompt,
  export: exportPrompt,
  filter: filterPrompt,
  palette: palettePrompt,
  ledger: ledgerPrompt,
  'log-filter': logFilterPrompt,
  'log-search': logSearchPrompt,
  'log-time': logTimePrompt,
  'log-save': logSavePrompt,
};
