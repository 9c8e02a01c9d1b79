"""Why a page has no report: it asks to log in, is missing, bars programs, is drawn by scripts."""

import re
from collections.abc import Callable

from gouji.collecting.page import Page

_SHORT = 600
_FEW = 120
_LOGIN = re.compile("登录|登陆|统一身份认证|用户名|sign ?in|log ?in", re.IGNORECASE)
_MISSING = re.compile(
    "404|(?:页面|网页|文章|信息|内容|资源|文件|栏目)(?:已经|已|可能已)?(?:不存在|找不到|无法找到|没有找到|被删除|删除|失效|下线|撤下)"
    "|(?:找不到|没有找到|无法找到|未找到|不存在)(?:您|你)?(?:要|所)?(?:访问|查看|请求)?的?(?:页面|网页|文章|信息|内容|资源|文件|栏目)"
    "|not found|page you (?:are looking|requested)",
    re.IGNORECASE,
)
_BARRED = re.compile(
    "验证码|安全验证|访问验证|人机|滑块|滑动|拦截|防火墙|云防护|创宇盾|安全狗|玄武盾|频繁|访问(?:异常|受限|被拒绝)|非法(?:请求|访问)|waf"
    "|just a moment|checking your browser|captcha|access denied",
    re.IGNORECASE,
)
_BARRING_SCRIPT = re.compile(
    r"\$_ts\b|__jsl|acw_sc__v2|_\$jsvmprt|challenge-platform|cf_chl|wzws|yunsuo|safedog|HWWAFSES"
)
_NO_SCRIPT = re.compile("启用|开启|打开|支持|enable", re.IGNORECASE)


def failing(page: Page) -> str:
    """Return in a clause why there is no report on a page that should have one."""
    return next((clause for clause, holds in _KINDS if holds(page)), "")


def _is_barred(page: Page) -> bool:
    words = f"{page.whole_title}\n{page.text}"
    return _is_short(page) and bool(_BARRED.search(words) or _BARRING_SCRIPT.search(page.scripts))


def _is_login(page: Page) -> bool:
    return page.asks_password and (_is_short(page) or bool(_LOGIN.search(page.whole_title)))


def _is_missing(page: Page) -> bool:
    return _is_short(page) and bool(_MISSING.search(f"{page.whole_title}\n{page.text}"))


def _is_short(page: Page) -> bool:
    return len(page.text) < _SHORT


def _is_drawn(page: Page) -> bool:
    """Tell whether scripts are to fill the page."""
    if len(page.text) >= _FEW:
        return False
    noscript = "".join("".join(e.itertext()) for e in page.root.iter("noscript"))
    return bool(_NO_SCRIPT.search(noscript)) or any(True for _ in page.root.iter("script"))


_KINDS: tuple[tuple[str, Callable[[Page], bool]], ...] = (
    ("给出的是登录页，要登录才能看", _is_login),
    ("网站用防爬虫程序或验证页拦住了，给出的不是网页内容", _is_barred),
    ("网页已不存在（网站没有报错，给出的是「页面不存在」一类的提示）", _is_missing),
    ("网页要运行脚本才显示内容，请在浏览器里打开，把报告另存下来", _is_drawn),
    ("网页是空的", lambda page: not page.text),
)
