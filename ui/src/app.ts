// Where the page starts: styles, the host, the shell.

import '@fontsource-variable/inter';
import './tokens.css';
import './base.css';

import { mount } from 'svelte';

import { connect } from './ipc';
import { language } from './text/language.svelte';
import Shell from './shell/Shell.svelte';
import { theme } from './shell/theme.svelte';

theme.apply();
language.apply();
connect();

const target = document.getElementById('app');
if (target === null) throw new Error('BUG: index.html has no #app');
mount(Shell, { target });
