// What a person sees in a real VS Code with a folder they trust. All of it in one VS Code and, but for a few, one window.
import { describe } from 'node:test';
import { Session } from '../lib/session.mjs';
import { checkpoint } from './trusted/checkpoint.mjs';
import { finding } from './trusted/finding.mjs';
import { language } from './trusted/language.mjs';
import { lifecycle } from './trusted/lifecycle.mjs';
import { settings } from './trusted/settings.mjs';
import { variables } from './trusted/variables.mjs';
import { writing } from './trusted/writing.mjs';

describe('In a real VS Code', () => {
  const session = new Session();
  language(session);
  writing(session);
  finding(session);
  variables(session);
  checkpoint(session);
  settings(session);
  lifecycle(session);
});
