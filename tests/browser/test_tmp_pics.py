import os, re
from pathlib import Path
import pytest
from tests.browser.test_account_pages import here, anna, browser, rooms, Window, translation, _looked_into, AXE, CHROMIUM
pytestmark = [pytest.mark.django_db]
OUT=Path('/tmp/h9/pics'); OUT.mkdir(exist_ok=True)
LOOKS=[(l,w,s) for l in os.environ.get('L','nl').split(',') for w,s in ((320,'light'),(1280,'dark'),(1280,'light'),(320,'dark'))]
LOOKS=[x for x in LOOKS if f'{x[1]}{x[2]}' in os.environ.get('W','320light,1280dark').split(',')]
def test_pics(here, anna):
    for language,width,scheme in LOOKS:
        pass
    language,width,scheme=LOOKS[0]
    with translation.override(language):
        found = rooms(anna)
    with browser() as started:
      for language,width,scheme in LOOKS:
        names={(id(r.client),r.address):n for n,r in found.items()}
        for name,room in found.items():
            for context,adr in _looked_into(started, here, {name:room}, Window(width,scheme), bypass_csp=True):
                page=context.new_page(); page.goto(adr[0])
                f=re.sub(r'\W+','-',name)
                page.screenshot(path=str(OUT/f'{language}-{width}-{scheme}-{f}.png'), full_page=True)
        # sheets
        files=sorted(OUT.glob(f'{language}-{width}-{scheme}-*.png'))
        per=12 if width==320 else 6
        ctx=started.new_context(viewport={'width':1900,'height':1000}); page=ctx.new_page()
        for i in range(0,len(files),per):
            html='<body style="margin:4px;background:#888;display:flex;flex-wrap:wrap;gap:6px;align-items:flex-start">'+''.join(f'<figure style="margin:0"><figcaption style="font:12px sans-serif;background:#ff0">{f.stem}</figcaption><img src="file://{f}" style="width:{305 if width==320 else 620}px"></figure>' for f in files[i:i+per])
            h=OUT/f'sheet.htm'; h.write_text(html); page.goto(f'file://{h}'); page.screenshot(path=str(OUT/f'sheet-{language}-{width}-{scheme}-{i//per}.png'), full_page=True)
