import { unpackedNow } from './unpacked.js';

// The page's program is inflated at once and not by a stream, so that the page works as soon as the browser has read it. It runs when all
// is read: Plotly, which lies below, is much to read, so that inflating and running are two short tasks of the browser and not a long
// one. The policy has the hash of the text.
const script = document.createElement('script');
script.textContent = new TextDecoder().decode(unpackedNow(document.getElementById('program')!));
document.addEventListener('DOMContentLoaded', () => {
  document.head.append(script);
  script.remove();
});
