import { useEffect, useState } from "preact/hooks";
import { LazyView } from "../common/View";
import { Dialog } from "../common/Dialog";
import { type Key, t } from "../i18n";
import { Copy } from "../common/Copy";
import { ROOT, ROOT_URL } from "../root";
import { CiteShown } from "../citations/CiteThis";
import { siteFileUrl, shareUrl, query, selectedId } from "../state/page";
import { visible } from "../state/map";
import { embedCode, framesNone } from "./embed";
import { apiUrl, recipes } from "./recipes";
import { lazy } from "../state/lazy";

const imageExport = lazy(async () => (await import("../image-export/ImageExport")).ImageExport);

/** The dialog with link, embed code, image and API recipes. */
export function Share() {
  return (
    <Dialog heading={t("shareDialog.label")} class="share">
      <Part heading="shareDialog.link">
        <Code text={shareUrl()} label="copy.link" />
      </Part>
      <Part heading="image.label">
        <LazyView view={imageExport} />
      </Part>
      <Part heading="shareDialog.embed">
        <Embed />
      </Part>
      <Part heading="shareDialog.api">
        <Api />
      </Part>
      <Part heading="cite.label">
        <CiteShown />
      </Part>
    </Dialog>
  );
}

function Part({ heading, children }: { heading: Key; children: preact.ComponentChildren }) {
  return (
    <section class="share-part">
      <h3 class="share-heading">{t(heading)}</h3>
      {children}
    </section>
  );
}

/** A text to copy verbatim. */
function Code({ text, label, name }: { text: string; label: Key; name?: string }) {
  return (
    <div class="code">
      <pre class="code-text" lang="en" dir="ltr" tabIndex={0}>
        <code>{text}</code>
      </pre>
      <Copy text={text} label={label} {...(name !== undefined && { name })} />
    </div>
  );
}

function Embed() {
  const refused = useRefused();
  const address = shareUrl(true);
  return (
    <>
      <p class="share-note">{t("embed.note")}</p>
      {refused && <p class="share-refused">{t("embed.refused")}</p>}
      <Code text={embedCode(address, document.title)} label="copy.code" />
      <p>
        <a href={address} target="_blank" rel="noopener">
          {t("embed.preview")}
        </a>
      </p>
    </>
  );
}

/** Whether the server's policy forbids embedding. */
function useRefused(): boolean {
  const [refused, refuse] = useState(false);
  useEffect(() => {
    fetch(ROOT, { headers: { accept: "text/html" } }).then(
      (response) => refuse(framesNone(response.headers.get("content-security-policy")) === true),
      // Without a response, embedding is assumed to be allowed.
      () => undefined,
    );
  }, []);
  return refused;
}

function Api() {
  const [boxed, setBoxed] = useState(false);
  const seen = visible.value;
  const box = boxed && seen !== null ? seen.box : null;
  return (
    <>
      {seen !== null && (
        <label class="share-boxed">
          <input
            type="checkbox"
            checked={boxed}
            onChange={(event) => setBoxed(event.currentTarget.checked)}
          />
          {t("shareDialog.boxed")}
        </label>
      )}
      <Code text={apiUrl(ROOT_URL, query(), box)} label="copy.link" />
      {selectedId.value !== null && (
        <Code text={window.location.origin + siteFileUrl(selectedId.value)} label="copy.link" />
      )}
      {recipes(ROOT_URL, query(), box).map(({ name, text }) => (
        <details key={name} class="recipe">
          <summary>{t(`recipe.${name}`)}</summary>
          {name === "qgis" && <p class="share-note">{t("recipe.qgisNote", { address: ROOT_URL })}</p>}
          <Code text={text} label="copy.named" name={t(`recipe.${name}`)} />
        </details>
      ))}
    </>
  );
}
