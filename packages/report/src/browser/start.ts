import { inflateSync } from 'fflate';
import { bytesOfDenseText } from '../page/dense-text.js';

// The style sheet shows what needs a script, and hides what is only for readers without.
document.documentElement.dataset['scripted'] = '';

// The page's program is inflated at once and not by a stream, so that the page works as soon as the browser has read it. The policy has the
// hash of the text.
const script = document.createElement('script');
const program = bytesOfDenseText(document.getElementById('program')!.textContent!);
script.textContent = new TextDecoder().decode(inflateSync(program));
document.head.append(script);
script.remove();
