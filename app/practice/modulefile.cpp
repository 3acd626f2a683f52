// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/practice/modulefile.h"

#include <elf.h>

#include <cstring>

namespace Vermagic {

namespace {

constexpr char sectionNames[] = "\0.modinfo\0.shstrtab";
constexpr Elf64_Off infoOffset = sizeof(Elf64_Ehdr);
constexpr Elf64_Off namesOffset = infoOffset + moduleInfoSize;
constexpr Elf64_Off headersOffset = (namesOffset + sizeof sectionNames + 7) / 8 * 8;

template<typename T>
QByteArray bytes(const T &value)
{
    return {reinterpret_cast<const char *>(&value), sizeof value};
}

Elf64_Shdr section(Elf64_Word name, Elf64_Word type, Elf64_Xword flags, Elf64_Off offset, Elf64_Xword size)
{
    Elf64_Shdr header = {};
    header.sh_name = name;
    header.sh_type = type;
    header.sh_flags = flags;
    header.sh_offset = offset;
    header.sh_size = size;
    header.sh_addralign = 1;
    return header;
}

} // namespace

QByteArray moduleFileHead()
{
    Elf64_Ehdr header = {};
    std::memcpy(header.e_ident, ELFMAG, SELFMAG);
    header.e_ident[EI_CLASS] = ELFCLASS64;
    header.e_ident[EI_DATA] = ELFDATA2LSB;
    header.e_ident[EI_VERSION] = EV_CURRENT;
    header.e_type = ET_REL;
    header.e_machine = EM_X86_64;
    header.e_version = EV_CURRENT;
    header.e_shoff = headersOffset;
    header.e_ehsize = sizeof(Elf64_Ehdr);
    header.e_shentsize = sizeof(Elf64_Shdr);
    header.e_shnum = 3;
    header.e_shstrndx = 2;
    return bytes(header);
}

QByteArray moduleFileTail()
{
    QByteArray tail(sectionNames, sizeof sectionNames);
    tail.resize(static_cast<qsizetype>(headersOffset - namesOffset), '\0');
    tail += bytes(Elf64_Shdr{});
    tail += bytes(section(1, SHT_PROGBITS, SHF_ALLOC, infoOffset, moduleInfoSize));
    tail += bytes(section(10, SHT_STRTAB, 0, namesOffset, sizeof sectionNames));
    return tail;
}

} // namespace Vermagic
