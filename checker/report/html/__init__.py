"""The report as one HTML page: no request to anywhere, readable with scripts off.

The flow: what the page looks up (`material`), its parts as values (`views`, made by `findings`, `quantities`, `pairs`,
`documents` and `page`), pictures (`album`), and the templates that show them (`render`).
"""

from __future__ import annotations

from checker.model.result import Result
from checker.report.options import Options


def write(result: Result, options: Options) -> str:
    from checker.report.html.album import Album
    from checker.report.html.page import page
    from checker.report.html.render import carrying, render

    album = Album(result)
    return carrying(render(page(result, options, album), album.draw), options.json_ld)
