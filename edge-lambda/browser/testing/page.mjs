/**
 * What a page does with the helper, under a strict content security policy; sends what it saw to the
 * test.
 */
import { pictureElement, pictureHtml } from '/calotype.mjs';

const seen = { violations: [] };
document.addEventListener('securitypolicyviolation', (event) =>
  seen.violations.push(event.violatedDirective),
);
const manifest = await (await fetch('/_calotype/manifest/a.jpg')).json();

const picture = pictureElement(manifest, { alt: '"><script>', sizes: '300px', eager: true });
const image = picture.querySelector('img');
seen.before = image.style.background;
const loaded = new Promise((resolve) => image.addEventListener('load', resolve));
document.body.append(picture);
await loaded;
seen.chosen = new URL(image.currentSrc).search;
seen.alt = image.alt;
seen.after = image.style.background;
seen.scripts = document.querySelectorAll('script').length;

const parsed = new DOMParser().parseFromString(
  pictureHtml(manifest, { alt: '"><script>', sizes: '300px', eager: true, placeholder: 'none' }),
  'text/html',
).body.firstChild;
// An emptied style may or may not stand there as an empty attribute.
seen.fromElement = picture.outerHTML.replace(' style=""', '');
seen.fromHtml = parsed.outerHTML;

await fetch('/seen', { method: 'POST', body: JSON.stringify(seen) });
