# SPDX-License-Identifier: GPL-3.0-or-later
"""The smallest images of every format that Gabor writes, each with a recipe where Gabor keeps it."""

import struct
import zlib

KEY = b'gabor-recipe'
RDF = (b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:gabor="urn:gabor:figure:1">'
       b'<rdf:Description rdf:about=""><gabor:recipe>%s</gabor:recipe></rdf:Description></rdf:RDF>')
XMP_TAG = 700


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def png(text):
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 0, 0, 0, 0)) + text
            + chunk(b'IDAT', zlib.compress(b'\0\0')) + chunk(b'IEND', b''))


def pngs(recipe):
    yield png(chunk(b'tEXt', KEY + b'\0' + recipe))
    yield png(chunk(b'zTXt', KEY + b'\0\0' + zlib.compress(recipe)))
    yield png(chunk(b'iTXt', KEY + b'\0\0\0\0\0' + recipe))
    yield png(chunk(b'iTXt', KEY + b'\0\1\0\0\0' + zlib.compress(recipe)))


def segment(marker, data):
    return bytes((0xff, marker)) + struct.pack('>H', 2 + len(data)) + data


def jpeg(recipe):
    frame = struct.pack('>BHHBBBB', 8, 1, 1, 1, 1, 0x11, 0)
    return (b'\xff\xd8' + segment(0xfe, KEY + b': ' + recipe) + segment(0xdb, b'\0' + b'\1' * 64)
            + segment(0xc0, frame) + segment(0xda, b'\1\1\0\0\x3f\0') + b'\0\xff\xd9')


def webp(recipe):
    xmp = RDF % recipe
    chunks = b'VP8X' + struct.pack('<IB9x', 10, 4) + b'XMP ' + struct.pack('<I', len(xmp)) + xmp + b'\0' * (len(xmp) % 2)
    return b'RIFF' + struct.pack('<I', 4 + len(chunks)) + b'WEBP' + chunks


def tiff(recipe, order):
    xmp = RDF % recipe
    tags = ((256, 3, 1, 1), (257, 3, 1, 1), (XMP_TAG, 1, len(xmp), 8 + 2 + 3 * 12 + 4))
    directory = struct.pack(order + 'H', len(tags)) + b''.join(struct.pack(order + 'HHII', *tag) for tag in tags)
    return ((b'II' if order == '<' else b'MM') + struct.pack(order + 'HI', 42, 8) + directory + b'\0\0\0\0' + xmp)


def images(recipe):
    """@param recipe  JSON that needs no escaping in XML"""
    yield from pngs(recipe)
    yield jpeg(recipe)
    yield webp(recipe)
    yield tiff(recipe, '<')
    yield tiff(recipe, '>')
    yield b'<svg xmlns="http://www.w3.org/2000/svg"><metadata>%s</metadata></svg>' % (RDF % recipe)
    yield b'%%PDF-1.4\n1 0 obj\n<< /Type /Metadata >>\nstream\n%s\nendstream\nendobj\n%%%%EOF\n' % (RDF % recipe)
