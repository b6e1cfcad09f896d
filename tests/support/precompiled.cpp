// SPDX-License-Identifier: GPL-3.0-or-later
// Has nothing of its own: the libraries that are built of it carry precompiled headers.
