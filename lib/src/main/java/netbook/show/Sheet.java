package netbook.show;

import netbook.notebook.Html;

/**
 * The frame and the style sheets of the views. Each output carries its own sheet, so that it reads
 * the same wherever it is pasted.
 *
 * <p>The base is the same in every output, since on one page the last sheet wins; its selectors
 * repeat their class, since they must outweigh the notebook's own rules for tables and code.
 * Colours come from the handout's variables, then JupyterLab's, and never from {@code
 * prefers-color-scheme}: the page's theme decides, not the system's. What is narrow is asked of the
 * figure, not of the window, since a notebook's side bar takes half of that.
 */
public final class Sheet {
  private Sheet() {}

  private static final String BASE =
      """
      .nb.nb{--nb-paper:var(--page-paper,var(--jp-layout-color0,#fff));\
      --nb-ink:var(--page-ink,var(--jp-content-font-color1,#1c1b19));\
      --nb-quiet:color-mix(in srgb,var(--nb-ink) 70%,var(--nb-paper));\
      --nb-rule:color-mix(in srgb,var(--nb-ink) 24%,var(--nb-paper));\
      --nb-wash:color-mix(in srgb,var(--nb-ink) 6%,var(--nb-paper));\
      --nb-fault:var(--page-fault,var(--jp-error-color1,#b3261e));\
      --nb-link:var(--page-link,var(--jp-content-link-color,#0d47a1));\
      --nb-sans:var(--page-sans,var(--jp-ui-font-family,system-ui,sans-serif));\
      --nb-mono:var(--page-mono,var(--jp-code-font-family,ui-monospace,Menlo,Consolas,monospace));\
      container-type:inline-size;box-sizing:border-box;margin:0;padding:4px 0;max-width:48rem;\
      color:var(--nb-ink);\
      font:14px/1.5 var(--nb-sans);text-align:left}
      .nb.nb figcaption,.nb.nb .nb-cap{margin:0 0 12px;font-weight:600;text-align:left}
      .nb.nb :is(figcaption,.nb-cap) span{font-weight:400;color:var(--nb-quiet)}
      .nb.nb.nb :is(pre,code){font:13px/20px var(--nb-mono);background:none;color:inherit;\
      padding:0;border:0;white-space:inherit}
      .nb.nb a{color:var(--nb-link);text-decoration:underline;text-underline-offset:2px}
      .nb.nb p{margin:8px 0}
      .nb.nb .nb-q{color:var(--nb-quiet)}
      .nb.nb summary{cursor:pointer;width:fit-content;color:var(--nb-quiet);padding:4px 0}
      .nb.nb details[open]>summary{color:var(--nb-ink)}
      .nb.nb :is(summary,a,[tabindex]):focus-visible{outline:2px solid var(--nb-link);\
      outline-offset:2px}
      .nb.nb table{border-collapse:collapse;table-layout:auto;margin:0;width:100%;font:inherit;\
      border:0}
      .nb.nb table :is(th,td){text-align:left;vertical-align:baseline;padding:4px 16px 4px 0;\
      border:0;background:none;font-weight:400;max-width:none;white-space:normal}
      .nb.nb table :is(th,td):last-child{padding-right:0}
      .nb.nb table thead :is(th,td){color:var(--nb-quiet);border-bottom:1px solid var(--nb-rule)}
      .nb.nb table tr{background:none;border:0}
      .nb.nb table .nb-n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
      .nb.nb table .nb-m{white-space:nowrap;width:1%}
      .nb.nb.nb .nb-m code{white-space:pre}
      .nb.nb .nb-w{overflow-x:auto}
      @media print{.nb.nb details::details-content{content-visibility:visible;block-size:auto}\
      .nb.nb :is(.nb-pic,tr){break-inside:avoid}.nb.nb figcaption{break-after:avoid}\
      .nb.nb .nb-w{overflow:visible}}
      """;

  private static final String CONVERSATION =
      """
      .nb.nb .nb-cap{margin:20px 0 12px}
      .nb.nb.nb .nb-pic{margin:0;padding:0 24px 0 72px;white-space:normal;line-height:0}
      .nb.nb svg{display:block;width:100%;max-width:none;overflow:visible;background:none}
      .nb.nb svg :is(text,span){font:12px/16px var(--nb-mono)}
      .nb.nb svg span{display:block;overflow:hidden;text-overflow:ellipsis;white-space:pre;\
      padding:0 10px}
      .nb.nb svg .e{text-align:right}
      .nb.nb svg .b{padding:0 14px}
      .nb.nb svg .h{font-family:var(--nb-sans);font-weight:600}
      .nb.nb svg .q{fill:var(--nb-quiet);font-size:11px}
      .nb.nb svg .p{fill:var(--nb-paper)}
      .nb.nb svg path.f{stroke:var(--nb-fault)}
      .nb.nb svg path.k{fill:var(--nb-fault)}
      .nb.nb svg span.f{color:var(--nb-fault);font-weight:700}
      .nb.nb .nb-t{min-width:34rem}
      .nb.nb .nb-t tbody tr+tr{border-top:1px solid var(--nb-wash)}
      .nb.nb .nb-t tbody th{font-weight:600}
      .nb.nb .nb-t td:not(:last-child){white-space:nowrap}
      .nb.nb .nb-t code{overflow-wrap:anywhere}
      """;

  private static final String HEXDUMP =
      """
      .nb.nb .nb-hx :is(th,td){vertical-align:top;line-height:20px}
      .nb.nb .nb-hx thead th{line-height:16px;font-size:13px}
      .nb.nb .nb-hx :is(.nb-o,.nb-x){color:var(--nb-quiet)}
      .nb.nb table.nb-hx,.nb.nb table.nb-hx .nb-m{width:auto}
      .nb.nb .nb-hx td{padding-top:0;padding-bottom:0}
      .nb.nb .nb-hx tr:first-child td{padding-top:4px}
      .nb.nb .nb-hx .nb-m:nth-child(2) code+code{margin-left:12px}
      @container(max-width:640px){\
      .nb.nb.nb code{font-size:12px}\
      .nb.nb .nb-hx :is(th,td){padding-right:10px}\
      .nb.nb .nb-hx code{display:block}\
      .nb.nb .nb-hx .nb-m:nth-child(2) code+code{margin-left:0}\
      .nb.nb .nb-hx td{padding-top:2px;padding-bottom:2px}}
      """;

  private static final String FIELDS =
      """
      .nb.nb.nb .nb-pic{margin:0 0 12px;white-space:normal;line-height:0}
      .nb.nb svg :is(text,span){font:12px/16px var(--nb-sans)}
      .nb.nb svg span{display:block;overflow:hidden;text-overflow:ellipsis;white-space:pre;\
      padding-right:8px}
      .nb.nb svg .q{color:var(--nb-quiet)}
      .nb.nb svg span.q,.nb.nb svg .b{font:11px/16px var(--nb-mono)}
      .nb.nb svg .b{paint-order:stroke;stroke:var(--nb-paper);stroke-width:5px}
      .nb.nb .f.f,.nb.nb .nb-d>b.f.f.f{color:var(--nb-fault);font-weight:700}
      .nb.nb .nb-fl :is(th,td){vertical-align:top;line-height:20px}
      .nb.nb .nb-fl thead th{line-height:16px;font-size:13px}
      .nb.nb .nb-fl thead th:first-child{max-width:0;white-space:nowrap}
      .nb.nb .nb-fl th[scope=rowgroup]{padding:18px 0 4px;font-weight:600;\
      border-bottom:1px solid var(--nb-rule)}
      .nb.nb .nb-fl tbody:nth-child(2) th[scope=rowgroup]{padding-top:10px}
      .nb.nb .nb-rest>tr:first-child{border-top:1px solid var(--nb-rule)}
      .nb.nb :is(th,summary) span,.nb.nb :is(.nb-o,.nb-x){font-weight:400;color:var(--nb-quiet)}
      .nb.nb.nb-fld>details>summary{font-weight:600}
      .nb.nb.nb-fld>details>summary code{margin:0 8px 0 4px}
      .nb.nb .nb-h code{display:inline-block;min-width:23ch}
      .nb.nb .nb-x code{display:inline-block;min-width:8ch}
      .nb.nb .nb-d{display:grid;grid-template-columns:clamp(6.5em,16.5cqw,9em) minmax(6em,1fr) fit-content(10em);column-gap:12px}
      .nb.nb :is(tbody th,.nb-sub td,summary,.nb-d>*){overflow-wrap:anywhere}
      .nb.nb .nb-d>b,.nb.nb .nb-sub th{font-weight:600}
      .nb.nb .nb-d>:is(a,.nb-r){font-size:13px}
      .nb.nb .nb-p{display:inline-block;font:12px/16px var(--nb-mono);border:1px solid;padding:0 4px}
      .nb.nb .nb-fl .nb-stop.nb-stop{border-top:2px solid var(--nb-fault)}
      .nb.nb .nb-stop .nb-h code{font-weight:700;text-decoration:underline 2px var(--nb-fault);\
      text-underline-offset:4px}
      .nb.nb .nb-more>td:last-child{padding:0 0 4px 47px}
      .nb.nb .nb-more .nb-fl{margin-left:-47px;width:calc(100% + 47px)}
      .nb.nb .nb-more .nb-d{padding-left:12px}
      .nb.nb .nb-more .nb-more .nb-d{padding-left:24px}
      .nb.nb .nb-more .nb-d>b{font-weight:400}
      .nb.nb .nb-bits{display:flex;flex-wrap:wrap;gap:8px;margin:4px 0}
      .nb.nb .nb-bits table{table-layout:fixed;width:240px;flex:none}
      .nb.nb .nb-bits :is(td,th){text-align:center;font:10px/12px var(--nb-mono);padding:0 0 2px;border:0}
      .nb.nb .nb-bits td{font:12px/16px var(--nb-mono);padding:3px 0;border:1px solid var(--nb-ink)}
      .nb.nb .nb-bits tr+tr td{font:11px/14px var(--nb-sans);overflow-wrap:anywhere}
      .nb.nb .nb-bits .nb-1{background:var(--nb-ink);color:var(--nb-paper);font-weight:700;\
      print-color-adjust:exact}
      .nb.nb table.nb-sub{width:auto}
      .nb.nb .nb-sub :is(th,td){padding:2px 16px 2px 0}
      @container(max-width:720px){\
      .nb.nb.nb code{font-size:12px}\
      .nb.nb .nb-fl,.nb.nb .nb-fl>tbody{display:block}\
      .nb.nb .nb-fl>thead{display:none}\
      .nb.nb .nb-fl>tbody>tr{display:grid;grid-template-columns:max-content max-content 1fr;\
      column-gap:10px;padding:6px 0;border-top:1px solid var(--nb-wash)}\
      .nb.nb .nb-fl>tbody>tr>:is(th,td){padding:0;width:auto}\
      .nb.nb .nb-fl>tbody>tr:is(.nb-grp,.nb-grp+tr,.nb-more){border-top:0}\
      .nb.nb .nb-fl>tbody>tr>:last-child{grid-column:1/-1}\
      .nb.nb .nb-more>td:last-child{padding-left:0}\
      .nb.nb .nb-more .nb-fl{margin-left:0;width:100%}\
      .nb.nb .nb-d{grid-template-columns:1fr auto}\
      .nb.nb .nb-d>span:not(.nb-r){grid-column:1/-1;grid-row:2}}
      """;

  private static final String DIFF =
      """
      .nb.nb table,.nb.nb table .nb-m{width:auto}
      .nb.nb .nb-df td{line-height:24px;padding:0 14px 0 0}
      .nb.nb .nb-df thead b{font-weight:600;color:var(--nb-ink)}
      .nb.nb .nb-df thead th{overflow-wrap:anywhere}
      .nb.nb .nb-df :is(.nb-m,.nb-k){color:var(--nb-quiet)}
      .nb.nb .nb-df .nb-b{border-left:1px solid var(--nb-rule);padding-left:14px}
      .nb.nb .nb-h code{display:inline-block;width:23ch}
      .nb.nb .nb-x code{display:inline-block;width:8ch}
      .nb.nb .nb-df .nb-ne .nb-k{color:var(--nb-ink);font-weight:700}
      .nb.nb .nb-s{display:none;font-weight:700;color:var(--nb-ink)}
      .nb.nb mark{background:var(--nb-ink);color:var(--nb-paper);font-weight:700;padding:2px 0;\
      print-color-adjust:exact}
      .nb.nb mark.nb-gap{background:none;color:var(--nb-quiet);font-weight:400;\
      box-shadow:inset 0 0 0 1px var(--nb-quiet)}
      .nb.nb .nb-eq>td{padding:2px 0}
      .nb.nb.nb-diff>details{margin-top:8px}
      .nb.nb .nb-df td:first-child{padding-right:8px}
      .nb.nb .nb-t{min-width:30rem}
      .nb.nb .nb-t :is(th,td){padding:2px 16px 2px 0}
      .nb.nb .nb-t code{white-space:pre-wrap}
      @container(max-width:660px){\
      .nb.nb.nb code{font-size:11.5px}\
      .nb.nb .nb-df,.nb.nb .nb-df :is(thead,tbody,thead :is(tr,th),.nb-eq,.nb-eq>td){display:block}\
      .nb.nb .nb-df thead th{border:0;padding:0}\
      .nb.nb .nb-df thead{padding-bottom:6px;border-bottom:1px solid var(--nb-rule)}\
      .nb.nb .nb-df tbody>tr:not(.nb-eq){display:grid;\
      grid-template-columns:12px max-content max-content 1fr;column-gap:6px;padding:4px 0;\
      border-top:1px solid var(--nb-wash)}\
      .nb.nb .nb-df tbody td.nb-m.nb-m,.nb.nb .nb-df .nb-k.nb-k{padding:0;border:0;line-height:20px}\
      .nb.nb .nb-df .nb-k{grid-row:1/3}\
      .nb.nb .nb-s{display:inline}}
      """;

  private static final String TABLE =
      """
      .nb.nb table.nb-tb{width:auto}
      .nb.nb .nb-tb :is(th,td):not(:last-child){padding-right:24px}
      .nb.nb .nb-tb tbody tr+tr{border-top:1px solid var(--nb-wash)}
      """;

  private static final String RACE =
      """
      .nb.nb.nb .nb-pic{margin:0;padding:0 10px 0 6px;white-space:normal;line-height:0}
      .nb.nb svg{display:block;width:100%;max-width:none;overflow:visible;background:none}
      .nb.nb svg :is(text,span){font:12px/16px var(--nb-mono);white-space:pre}
      .nb.nb svg .r{display:flex;justify-content:space-between;gap:12px}
      .nb.nb svg .r>*{background:var(--nb-paper);padding:0 4px;overflow:hidden;\
      text-overflow:ellipsis}
      .nb.nb svg .r>:last-child{flex:none}
      .nb.nb svg .e{color:var(--nb-quiet)}
      .nb.nb svg .h{font-weight:700}
      .nb.nb svg .q{fill:var(--nb-quiet);font-size:11px}
      .nb.nb svg .g{stroke:var(--nb-rule);stroke-width:1}
      .nb.nb svg .p{fill:var(--nb-paper)}
      .nb.nb svg path.f{stroke:var(--nb-fault)}
      .nb.nb .nb-t{min-width:30rem}
      .nb.nb .nb-t tbody tr+tr{border-top:1px solid var(--nb-wash)}
      .nb.nb .nb-t tbody th{white-space:nowrap}
      """;

  /** An open figure for a conversation. */
  static Html conversation() {
    return figure("nb-conv", CONVERSATION);
  }

  /** An open figure for a hexdump. */
  static Html hexdump() {
    return figure("nb-hex", HEXDUMP);
  }

  /** An open figure for a hexdump by field. */
  static Html fields() {
    return figure("nb-fld", FIELDS);
  }

  /** An open figure for two captures side by side. */
  static Html diff() {
    return figure("nb-diff", DIFF);
  }

  /** An open figure for a race. */
  static Html race() {
    return figure("nb-race", RACE);
  }

  /** An open figure for a table. */
  static Html table() {
    return figure("nb-tab", TABLE);
  }

  /**
   * An open figure with the base sheet and one of its own.
   *
   * @param kind the class of the figure, which each selector of the sheet is narrowed to
   * @param css rules whose selectors begin with {@code .nb.nb} and a blank
   */
  public static Html figure(String kind, String css) {
    var own =
        css.replace(".nb.nb ", ".nb.nb." + kind + " ")
            .replace(".nb.nb.nb ", ".nb.nb.nb." + kind + " ");
    return new Html().open("figure", "class", "nb " + kind + " mathjax_ignore").style(BASE + own);
  }

  /** Adds a caption: what it is, then what more there is to know. */
  static Html caption(Html html, String what, String more) {
    return html.open("figcaption").text(what + " ").element("span", more).close();
  }
}
