"""What the processor is told beyond arithmetic: fetch early, publish late, read first.

numba has no words for these, so they are written as LLVM instructions. `publish` is a store
that everything stored before it precedes for whoever reads it with `observe`; on x86-64 both
are ordinary moves, and they keep the compiler from reordering.
"""
# mypy: disable-error-code="no-untyped-def, no-untyped-call, untyped-decorator, no-any-return"

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

instruction: Any = intrinsic


def _slot(context, builder, signature, arguments, array_at=0):
    """Address of `array[index]`, without bounds or wraparound."""
    array_type = signature.args[array_at]
    array = context.make_array(array_type)(context, builder, arguments[array_at])
    return cgutils.get_item_pointer(
        context, builder, array_type, array, [arguments[array_at + 1]], wraparound=False
    )


@instruction
def fetch(typing_context, array, index):
    """Ask for `array[index]` to be brought near, without waiting for it."""

    def generate(context, builder, signature, arguments):
        address = _slot(context, builder, signature, arguments)
        byte, word = ir.IntType(8).as_pointer(), ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [byte, word, word, word])
        call = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        builder.call(call, [builder.bitcast(address, byte), word(0), word(3), word(1)])
        return context.get_dummy_value()

    return types.void(array, types.intp), generate


@instruction
def observe(typing_context, array, index):
    """Read the 8-byte `array[index]`; what is read after it is at least as new."""

    def generate(context, builder, signature, arguments):
        address = _slot(context, builder, signature, arguments)
        return builder.load_atomic(address, "acquire", 8, typ=ir.IntType(64))

    return types.int64(array, types.intp), generate


@instruction
def publish(typing_context, array, index, value):
    """Write the 8-byte `array[index]`; what was written before it is visible first."""

    def generate(context, builder, signature, arguments):
        address = _slot(context, builder, signature, arguments)
        builder.store_atomic(arguments[2], address, "release", 8)
        return context.get_dummy_value()

    return types.void(array, types.intp, types.int64), generate
