"""What the operating system says of a file or a port, in Chinese."""

import errno
from typing import Final

_ANY: Final = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘的配额用完了",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.ENOTDIR: "路径里有一段是文件，不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.EEXIST: "已经有一个同名的文件，不是文件夹",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EBUSY: "别的程序正占着它",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ESTALE: "网络磁盘断开了",
}
_READING: Final = _ANY | {
    errno.ENOENT: "没有这个文件",
    errno.EACCES: "没有读它的权限",
    errno.EPERM: "没有读它的权限",
}
_WRITING: Final = _ANY | {
    errno.ENOENT: "没有这个文件夹",
    errno.EACCES: "没有写入的权限",
    errno.EPERM: "没有写入的权限",
}
_LISTENING: Final = _ANY | {
    errno.EACCES: "没有权限，1024 以下的端口要管理员权限",
    errno.EADDRINUSE: "别的程序正占着它",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}
_UNKNOWN: Final = "系统说：{}"


def not_read(error: OSError) -> str:
    """Return why a file cannot be read."""
    return _said(error, _READING)


def not_written(error: OSError) -> str:
    """Return why a file cannot be written."""
    return _said(error, _WRITING)


def not_listened(error: OSError) -> str:
    """Return why a port cannot be listened at."""
    return _said(error, _LISTENING)


def _said(error: OSError, words: dict[int, str]) -> str:
    known = words.get(error.errno or 0)
    return known or _UNKNOWN.format(error.strerror or type(error).__name__)
