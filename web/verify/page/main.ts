import { checkBundle, type Checked } from "../src/check.ts";
import { blobSource } from "../src/source.ts";
import { h } from "./dom.ts";
import { bytes, renderResult } from "./result.ts";
import { TEXTS, type Texts } from "./texts.ts";

/** The page: one file at a time, checked piece by piece in this browser. */
class Page {
  #t: Texts = navigator.language.toLowerCase().startsWith("de") ? TEXTS.de : TEXTS.en;
  #typedKey = "";
  #result: { checked: Checked; fileName: string } | undefined;
  #running: AbortController | undefined;
  readonly #root: HTMLElement;
  readonly #status = h("div", { role: "status", "aria-live": "polite" });
  readonly #outcome = h("div");

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#render();
  }

  #render(): void {
    const t = this.#t;
    document.documentElement.lang = t.language;
    document.title = `Vidimus \u2013 ${t.title}`;
    this.#root.replaceChildren(
      h("header", {}, h("span", { class: "brand" }, "Vidimus"), this.#languages()),
      h(
        "main",
        {},
        h("h1", {}, t.title),
        h("p", { class: "only-screen" }, t.lead),
        h("p", { class: "quiet only-screen" }, t.local),
        this.#drop(),
        this.#key(),
        this.#status,
        this.#outcome,
      ),
    );
    this.#renderOutcome();
  }

  #languages(): HTMLElement {
    const other = this.#t.language === "de" ? TEXTS.en : TEXTS.de;
    const button = h("button", { type: "button", lang: other.language, class: "only-screen" });
    button.append(other.language === "de" ? "Deutsch" : "English");
    button.addEventListener("click", () => {
      this.#t = other;
      this.#render();
    });
    return button;
  }

  #drop(): HTMLElement {
    const input = h("input", { type: "file", id: "bundle", class: "file", accept: ".zip,application/zip" });
    const label = h("label", { for: "bundle", class: "choose" }, this.#t.choose);
    const box = h("div", { class: "drop" }, h("p", {}, this.#t.drop), h("p", {}, input, label));
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      if (file !== undefined) void this.#check(file);
      input.value = "";
    });
    box.addEventListener("dragover", (event) => {
      event.preventDefault();
      box.classList.add("over");
    });
    box.addEventListener("dragleave", () => box.classList.remove("over"));
    box.addEventListener("drop", (event) => {
      event.preventDefault();
      box.classList.remove("over");
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) void this.#check(file);
    });
    return box;
  }

  #key(): HTMLElement {
    const input = h("input", { type: "text", id: "key", autocomplete: "off", spellcheck: "false", "aria-describedby": "key-help" });
    input.value = this.#typedKey;
    input.addEventListener("input", () => {
      this.#typedKey = input.value;
      this.#renderOutcome();
    });
    return h(
      "div",
      { class: "only-screen" },
      h("label", { class: "field", for: "key" }, this.#t.keyLabel),
      input,
      h("p", { class: "quiet", id: "key-help" }, this.#t.keyHelp),
    );
  }

  async #check(file: File): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#result = undefined;
    this.#renderOutcome();
    const bar = h("progress", { max: "1", value: "0", "aria-label": this.#t.checking(file.name) });
    const told = h("p", { class: "quiet" });
    const stop = h("button", { type: "button" }, this.#t.stop);
    stop.addEventListener("click", () => running.abort());
    this.#status.replaceChildren(h("p", {}, this.#t.checking(file.name)), bar, told, stop);
    try {
      const checked = await checkBundle(blobSource(file), {
        signal: running.signal,
        progress: (done, total) => {
          bar.value = total === 0 ? 1 : done / total;
          told.textContent = this.#t.progress(bytes(done, this.#t), bytes(total, this.#t));
        },
      });
      this.#result = { checked, fileName: file.name };
      this.#status.replaceChildren();
      this.#renderOutcome();
      document.getElementById("verdict")?.focus();
    } catch (problem) {
      if (this.#running !== running) return;
      const reason = problem instanceof Error ? problem.message : String(problem);
      this.#status.replaceChildren(h("p", {}, running.signal.aborted ? this.#t.stopped : this.#t.unreadable(reason)));
    }
  }

  #renderOutcome(): void {
    if (this.#result === undefined) {
      this.#outcome.replaceChildren();
      return;
    }
    const { checked, fileName } = this.#result;
    this.#outcome.replaceChildren(renderResult(checked, fileName, this.#typedKey, this.#t));
  }
}

const root = document.getElementById("page");
if (root !== null) new Page(root);
