// Search: an article stays when it has every word; what has no article left goes too.
const search = document.getElementById('search');
const articles = [...document.querySelectorAll('article')];
const sections = [...document.querySelectorAll('main > section')];
const figures = document.querySelector('.figures');
const nothing = document.getElementById('nothing');
const links = new Map([...document.querySelectorAll('aside a')].map((a) => [a.getAttribute('href').slice(1), a.parentElement]));

const texts = new Map();

/** What an article says, with what is folded away. */
function text(article) {
  if (!texts.has(article)) texts.set(article, (article.textContent + ' ' + (article.dataset.search || '')).toLowerCase());
  return texts.get(article);
}

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let left = 0;
  for (const article of articles) {
    article.hidden = !words.every((word) => text(article).includes(word));
    if (!article.hidden) left++;
    const link = links.get(article.id);
    if (link) link.hidden = article.hidden;
  }
  for (const section of sections) {
    section.hidden = words.length > 0 && !section.querySelector('article:not([hidden])');
  }
  figures.hidden = words.length > 0;
  nothing.hidden = left > 0;
  const query = words.length ? '?q=' + encodeURIComponent(search.value) : location.pathname;
  try { history.replaceState(null, '', query + location.hash); } catch { /* a page without an address */ }
}

search.addEventListener('input', filter);
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && document.activeElement !== search) { event.preventDefault(); search.focus(); }
  if (event.key === 'Escape' && search.value) { search.value = ''; filter(); }
});
// A link to something that the search has hidden shows it.
addEventListener('hashchange', () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.hidden) { search.value = ''; filter(); target.scrollIntoView(); }
});
search.value = new URLSearchParams(location.search).get('q') || '';
if (search.value) filter();
