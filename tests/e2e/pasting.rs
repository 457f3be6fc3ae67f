//! What comes in from other pages runs nothing and asks for nothing, in the real web view.

use mend_tests::driver::{Result, Stage, until};

/// Each would set `window.ran` or ask for something if it were let.
const PAYLOADS: [&str; 12] = [
    "<script>window.ran = 1</script>",
    "<img src=x onerror=\"window.ran = 2\">",
    "<img src=\"https://example.invalid/pixel.gif\">",
    "<svg onload=\"window.ran = 3\"><script>window.ran = 4</script></svg>",
    "<iframe srcdoc=\"<script>parent.ran = 5</script>\"></iframe>",
    "<a href=\"javascript:window.ran = 6\">a link</a>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=window.ran=7&gt;\">",
    "<form action=\"https://example.invalid/\"><button>send</button></form>",
    "<link rel=stylesheet href=\"https://example.invalid/a.css\"><style>@import url(https://example.invalid/b.css)</style>",
    "<video poster=\"https://example.invalid/c.png\" autoplay><source src=\"https://example.invalid/d.mp4\"></video>",
    "<div style=\"background: url(https://example.invalid/e.png)\" onclick=\"window.ran = 8\">words</div>",
    "<meta http-equiv=refresh content=\"0; url=https://example.invalid/\"><base href=\"https://example.invalid/\">",
];

#[test]
fn pasted_pages_run_nothing_and_ask_for_nothing() -> Result<()> {
    let stage = Stage::set()?;
    let app = stage.start()?;
    app.create("velvet harbour mosaic quince")?;
    app.editor()?.focus()?;
    for (number, payload) in PAYLOADS.iter().enumerate() {
        app.run(
            "const clipboardData = new DataTransfer();
             clipboardData.setData('text/html', `<p>kept ${arguments[1]}</p>${arguments[0]}`);
             clipboardData.setData('text/plain', `kept ${arguments[1]}`);
             document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));",
            &[(*payload).into(), number.into()],
        )?;
        until(&format!("the words beside payload {number} are there"), || {
            Ok(app.editor()?.text()?.contains(&format!("kept {number}")).then_some(()))
        })?;
    }
    app.is_saved_as("saved")?;
    assert_eq!(app.run("return window.ran ?? null", &[])?, serde_json::Value::Null);
    let foreign = app.run(
        "return [...document.querySelectorAll('.ProseMirror :is(script, svg, iframe, form, link, style, video, meta, base, a, object, embed)')]
           .map((element) => element.outerHTML)",
        &[],
    )?;
    assert_eq!(foreign, serde_json::json!([]));
    let asked = app.run(
        "return performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /^https?:/.test(name))",
        &[],
    )?;
    assert_eq!(asked, serde_json::json!([]));
    Ok(())
}
