// What runs inside the measured pages: clicks, waits and clocks, without a driver's delays in between.

window.bench = (() => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const map = () => window.oreatlas.map;
  const box = (value) => document.querySelector(`input[name="mineral"][value="${value}"]`);
  const counts = () =>
    Object.fromEntries(
      [...document.querySelectorAll('input[name="mineral"]')].map((input) => [
        input.value,
        Number(input.closest("label").querySelector(".option-count")?.textContent.replaceAll(",", "")),
      ]),
    );
  const links = document.getElementsByClassName("row-link");

  /** The first rows of the list. */
  const rows = (most) => [...links].slice(0, most);

  /** How many sites the list has. A long list has rows only near the part in view, each of which says so for its group. */
  const listed = () =>
    [...document.querySelectorAll(".rows")]
      .map((group) => Number(group.querySelector(".row")?.getAttribute("aria-setsize") ?? 0))
      .reduce((sum, size) => sum + size, 0);

  /** Whether count, counts of values, and the first rows in their order are those that the server tells. */
  function right(wanted) {
    if (document.querySelector(".count").textContent !== wanted.count) return false;
    const first = rows(wanted.first.length);
    if (!wanted.first.every((id, index) => first[index]?.id === `row-${id}`)) return false;
    if (wanted.values === null) return true;
    const seen = counts();
    return Object.entries(wanted.values).every(([value, count]) => seen[value] === count);
  }

  /** Resolves as soon as `holds`, looked at after every change of the document. */
  function until(holds, what) {
    if (holds()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const done = (settle, value) => {
        observer.disconnect();
        clearTimeout(timer);
        settle(value);
      };
      const observer = new MutationObserver(() => holds() && done(resolve));
      const timer = setTimeout(() => done(reject, new Error(`never: ${what}`)), 60_000);
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    });
  }

  /** When the map next rests after having been given other sites, or another style where that is what filters. */
  function redrawn() {
    const giving = window.oreatlas.byStyle ? "styledata" : "sourcedataloading";
    let given = false;
    const give = ({ sourceId }) => (given ||= giving === "styledata" || ["sites", "tiles"].includes(sourceId));
    return new Promise((resolve) => {
      const rest = () => {
        if (!given) return;
        map().off(giving, give);
        map().off("idle", rest);
        resolve(performance.now());
      };
      map().on(giving, give);
      map().on("idle", rest);
    });
  }

  /** Milliseconds from a click on a mineral until: it is right and painted; the list is whole; the map is drawn. */
  async function choose(value, wanted) {
    const drawn = redrawn();
    const start = performance.now();
    box(value).click();
    let shown = null;
    let whole = null;
    if (wanted !== null) {
      await until(() => right(wanted), `${value}, ${wanted.count}`);
      await frame();
      shown = performance.now() - start;
    }
    const rested = await drawn;
    if (wanted !== null) {
      while (listed() !== wanted.rows) await pause(10);
      whole = performance.now() - start;
    }
    return { shown, whole, map: rested - start };
  }

  /** The times between the frames of a map that glides to and fro. */
  async function pan(times, by) {
    const gaps = [];
    for (let index = 0; index < times; index += 1) {
      let last = performance.now();
      const rendered = () => {
        gaps.push(performance.now() - last);
        last = performance.now();
      };
      const rested = new Promise((resolve) => map().once("idle", resolve));
      const moved = new Promise((resolve) => map().once("moveend", resolve));
      map().on("render", rendered);
      map().panBy([index % 2 === 0 ? by : -by, 0], { duration: 1000, easing: (t) => t, essential: true });
      await moved;
      map().off("render", rendered);
      await rested;
      await pause(100);
    }
    return gaps;
  }

  const shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifts.push(value);
  }).observe({ type: "layout-shift" });

  /** Puts a mineral on and takes it off again, `times` times. */
  async function changes(value, on, off, times) {
    for (let index = 0; index < times; index += 1) {
      const wanted = index % 2 === 0 ? on : off;
      box(value).click();
      await until(() => right(wanted), wanted.count);
      await frame();
    }
  }

  /** Opens sites of the list and closes them again. */
  async function openings(times) {
    for (let index = 0; index < times; index += 1) {
      rows(20)[index % 20].click();
      await until(() => document.querySelector(".panel-site .panel-name") !== null, "a panel");
      await frame();
      document.querySelector(".panel-close").click();
      await until(() => document.querySelector(".panel") === null, "no panel");
      await frame();
    }
  }

  return { choose, changes, openings, pan, pause, shifts };
})();
