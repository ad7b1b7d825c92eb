(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const root = document.documentElement;
  for (const tool of all('.tools')) tool.hidden = false;

  const remember = (theme) => {
    try {
      localStorage.setItem('assay-theme', theme);
    } catch {
      /* a page from disk may not */
    }
  };
  const remembered = () => {
    try {
      return localStorage.getItem('assay-theme') ?? 'auto';
    } catch {
      return 'auto';
    }
  };
  const themes = ['auto', 'light', 'dark'];
  const button = document.getElementById('theme');
  const wear = (theme) => {
    if (theme === 'auto') delete root.dataset.theme;
    else root.dataset.theme = theme;
    button.textContent = `theme: ${theme}`;
  };
  let theme = themes.includes(remembered()) ? remembered() : 'auto';
  wear(theme);
  button.addEventListener('click', () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    wear(theme);
    remember(theme);
  });

  const search = document.getElementById('search');
  search.form.addEventListener('submit', (event) => event.preventDefault());
  const rows = all('[data-how]').map((row) => ({
    row,
    text: row.textContent.toLowerCase(),
    how: row.dataset.how,
    finding: row.matches('.finding'),
    overview: !!row.closest('.overview'),
  }));
  const tables = all('details.table').map((table) => ({
    table,
    name: table.querySelector('summary').textContent.toLowerCase(),
    open: table.open,
  }));
  const none = document.querySelector('.none');
  let show = [];
  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = (text) => words.every((word) => text.includes(word));
    const asked = words.length > 0 || show.length > 0;
    const named = new Map(tables.map(({ table, name }) => [table, matches(name)]));
    const kept = new Set();
    let findings = 0;
    for (const { row, text, how, finding, overview } of rows) {
      const table = row.closest('details.table');
      const fits =
        (matches(text) || (table !== null && named.get(table))) &&
        (overview || show.length === 0 || show.includes(how));
      row.hidden = !fits;
      if (fits && table !== null) kept.add(table);
      if (fits && finding) findings++;
    }
    for (const { table, open } of tables) {
      table.hidden = asked && !kept.has(table);
      table.open = asked ? kept.has(table) && kept.size <= 5 : open;
    }
    if (none) none.hidden = findings > 0;
  };
  search.addEventListener('input', apply);
  for (const choice of all('[data-show]')) {
    choice.addEventListener('click', () => {
      show = choice.dataset.show.split(' ').filter(Boolean);
      for (const other of all('[data-show]')) other.setAttribute('aria-pressed', String(other === choice));
      apply();
    });
  }

  for (const copy of all('.copy')) {
    copy.addEventListener('click', async () => {
      const text = copy.parentElement.querySelector('pre').textContent;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        getSelection().selectAllChildren(copy.parentElement.querySelector('pre'));
        document.execCommand('copy');
      }
      copy.textContent = 'copied';
      setTimeout(() => {
        copy.textContent = 'copy';
      }, 1500);
    });
  }

  const value = (cell) => {
    const text = cell.textContent.trim();
    const number = Number(text.replaceAll(',', ''));
    return text === '–' ? Number.NEGATIVE_INFINITY : Number.isNaN(number) ? text : number;
  };
  for (const head of all('table[data-sort] th')) {
    if (head.querySelector('.unseen') || head.cellIndex === 3) continue;
    const sorter = document.createElement('button');
    sorter.type = 'button';
    sorter.append(...head.childNodes);
    head.append(sorter);
    sorter.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') !== 'descending';
      for (const other of all('th', head.parentElement)) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const body = head.closest('table').tBodies[0];
      const order = (a, b) => {
        const [x, y] = [value(a.cells[head.cellIndex]), value(b.cells[head.cellIndex])];
        return (
          (typeof x === typeof y ? (x < y ? -1 : x > y ? 1 : 0) : typeof x === 'number' ? -1 : 1) * (down ? -1 : 1)
        );
      };
      body.append(...[...body.rows].sort(order));
    });
  }

  for (const chart of all('.late')) chart.scrollLeft = chart.scrollWidth;

  const reveal = () => {
    let place = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    const aim = place;
    for (; place; place = place.parentElement) if (place.tagName === 'DETAILS') place.open = true;
    aim?.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  reveal();
  addEventListener('beforeprint', () => {
    for (const details of all('.finding, .finding .more')) details.open = true;
  });
  addEventListener('keydown', (event) => {
    if (event.key === '/' && !event.target.matches('input') && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
    }
    if (event.key === 'Escape' && event.target === search) {
      search.value = '';
      apply();
      search.blur();
    }
  });
})();
