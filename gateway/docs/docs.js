"use strict";
const services = {
  identity: "统一身份认证", matters: "事项与办事指南", intake: "一窗受理与出件", approval: "后台审批", certificates: "电子证照", evaluation: "好差评",
  appointments: "预约取号", crossregion: "跨域通办", notifications: "消息推送", supervision: "电子监察",
};
const verbs = ["get", "post", "put", "patch", "delete"];
const $ = id => document.getElementById(id);

// el("a.x", { href }, child, …): text stays text, so nothing in a document can become markup.
function el(what, attributes, ...children) {
  const [tag, ...classes] = what.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes ?? {}))
    if (typeof value === "function") node.addEventListener(name, value); else if (value != null) node.setAttribute(name, value);
  node.append(...children.flat().filter(child => child != null));
  return node;
}

const resolve = (api, schema) => schema?.$ref ? resolve(api, schema.$ref.slice(2).split("/").reduce((x, key) => x?.[key.replaceAll("~1", "/")], api)) : schema;

function typeOf(api, schema, depth = 0) {
  const name = schema?.$ref?.split("/").pop();
  const it = resolve(api, schema);
  if (!it) return "任意";
  if (it.oneOf || it.anyOf) return (it.oneOf ?? it.anyOf).map(x => typeOf(api, x, depth)).filter(x => x !== "null").join(" | ");
  if (it.enum) return it.enum.map(x => `"${x}"`).join(" | ");
  const kinds = [it.type].flat().filter(x => x && x !== "null");
  if (kinds.includes("array")) return `${typeOf(api, it.items, depth + 1)}[]`;
  return name ?? (kinds.join(" | ") || "object") + (it.format ? ` (${it.format})` : "");
}

function fields(api, schema) {
  const it = resolve(api, schema?.type === "array" ? schema.items : schema);
  if (!it?.properties) return el("p", {}, el("code", {}, typeOf(api, schema)));
  return table(["字段", "类型", "必填", "说明"], Object.entries(it.properties).map(([name, x]) => [
    el("code", {}, name), typeOf(api, x), it.required?.includes(name) ? "是" : "", x.description ?? resolve(api, x)?.description ?? "",
  ]));
}

const table = (heads, rows) => el("table", {}, el("tr", {}, heads.map(x => el("th", {}, x))), rows.map(row => el("tr", {}, row.map(x => el("td", {}, x)))));
const json = content => content?.["application/json"]?.schema ?? Object.values(content ?? {})[0]?.schema;

function operation(api, path, verb, it) {
  const parameters = it.parameters ?? [];
  const inputs = Object.fromEntries(parameters.map(x => [x.name, el("input", { placeholder: x.name, "aria-label": x.name })]));
  const answers = Object.entries(it.responses ?? {}).map(([status, x]) => [status, x.description ?? "", json(x.content) ? typeOf(api, json(x.content)) : ""]);
  const good = Object.entries(it.responses ?? {}).find(([status, x]) => status.startsWith("2") && json(x.content));
  return el("details", {},
    el("summary", {}, el(`span.verb.${verb}`, {}, verb.toUpperCase()), el("code", {}, path), el("span", {}, it.summary ?? "")),
    el("div", {},
      it.description ? el("p", {}, it.description) : null,
      parameters.length ? [el("h4", {}, "参数 Parameters"), table(["名称", "位置", "类型", "必填", "说明", ...(verb === "get" ? ["试一下"] : [])], parameters.map(x =>
        [el("code", {}, x.name), x.in, typeOf(api, x.schema), x.required ? "是" : "", x.description ?? "", ...(verb === "get" ? [inputs[x.name]] : [])]))] : null,
      it.requestBody ? [el("h4", {}, "请求内容 Request"), fields(api, json(it.requestBody.content))] : null,
      el("h4", {}, "回答 Responses"), table(["状态", "说明", "类型"], answers),
      good ? fields(api, json(good[1].content)) : null,
      verb === "get" ? tryIt(path, parameters, inputs) : null));
}

function tryIt(path, parameters, inputs) {
  const answer = el("pre", { hidden: "" });
  const send = async () => {
    const query = new URLSearchParams(), headers = token() ? { Authorization: `Bearer ${token()}` } : {};
    let url = path;
    for (const x of parameters) {
      const value = inputs[x.name].value;
      if (!value) continue;
      if (x.in === "path") url = url.replace(new RegExp(`\\{${x.name}[^}]*\\}`), encodeURIComponent(value));
      else if (x.in === "query") query.set(x.name, value); else headers[x.name] = encodeURIComponent(value);
    }
    const response = await fetch(query.size ? `${url}?${query}` : url, { headers });
    const text = await response.text();
    let shown = text;
    try { shown = JSON.stringify(JSON.parse(text), null, 2); } catch { /* not JSON: as it came */ }
    answer.hidden = false;
    answer.textContent = `${response.status}\n${shown}`;
  };
  return [el("button", { click: () => send().catch(e => { answer.hidden = false; answer.textContent = e; }) }, "发送 Send"), answer];
}

async function show(name) {
  for (const link of $("services").children) link.toggleAttribute("aria-current", link.hash === `#${name}`);
  if (!services[name]) return;
  const content = $("content");
  const response = await fetch(`/openapi/${name}.json`);
  if (!response.ok) return content.replaceChildren(el("section", {}, el("h2", {}, services[name]), el("p", {}, `暂时取不到文档（${response.status}），请稍后刷新。`)));
  const api = await response.json();
  const operations = Object.entries(api.paths).flatMap(([path, item]) => verbs.filter(verb => item[verb]).map(verb => operation(api, path, verb, item[verb])));
  content.replaceChildren(el("h2", {}, services[name], " ", el("small", {}, el("a", { href: `/openapi/${name}.json` }, `/openapi/${name}.json`))), ...operations);
}

const token = () => sessionStorage.getItem("token");
const base64url = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const client = { client_id: "web", redirect_uri: `${location.origin}/docs/callback` };

async function signIn() {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32))), state = base64url(crypto.getRandomValues(new Uint8Array(16)));
  sessionStorage.setItem("signing-in", JSON.stringify({ verifier, state, back: location.hash }));
  const challenge = base64url(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier)));
  location.assign(`/authorize?${new URLSearchParams({ ...client, response_type: "code", code_challenge: challenge, code_challenge_method: "S256", state })}`);
}

async function comeBack() {
  const query = new URLSearchParams(location.search), started = JSON.parse(sessionStorage.getItem("signing-in") ?? "{}");
  sessionStorage.removeItem("signing-in");
  if (query.get("code") && started.state && query.get("state") === started.state) {
    const body = new URLSearchParams({ ...client, grant_type: "authorization_code", code: query.get("code"), code_verifier: started.verifier });
    const answer = await (await fetch("/token", { method: "POST", body })).json();
    if (answer.access_token) sessionStorage.setItem("token", answer.access_token);
  }
  history.replaceState(null, "", `/docs${started.back ?? ""}`);
}

async function session() {
  if (!token()) return $("session").replaceChildren(el("button", { click: signIn }, "登录 Sign in"));
  const response = await fetch("/api/identity/v1/me", { headers: { Authorization: `Bearer ${token()}` } });
  if (response.status === 401) { sessionStorage.removeItem("token"); return session(); }
  const me = response.ok ? await response.json() : { name: "?", roles: [] };
  $("session").replaceChildren(`${me.name} ${me.departmentName ?? ""} ${me.roles.join(" ")} `,
    el("button", { click: () => navigator.clipboard.writeText(token()) }, "复制令牌 Copy token"), " ",
    el("button", { click: () => { sessionStorage.removeItem("token"); session(); } }, "退出 Sign out"));
}

$("services").append(...Object.entries(services).map(([name, chinese]) => el("a", { href: `#${name}` }, chinese, el("small", {}, name))));
addEventListener("hashchange", () => show(location.hash.slice(1)));
(async () => {
  if (location.pathname === "/docs/callback") await comeBack();
  await session();
  await show(location.hash.slice(1));
})();
