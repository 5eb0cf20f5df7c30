// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Digest.h"

#include "engine/api/Error.h"

#include <openssl/evp.h>

#include <array>

namespace hourglass {

struct Digest::Private {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

namespace {
void require(int success) {
    if (success != 1)
        throw Error("SHA-256 cannot be computed: this system's OpenSSL does not offer it.");
}
} // namespace

Digest::Digest()
    : m_private(std::make_unique<Private>()) {
    require(EVP_DigestInit_ex(m_private->context.get(), EVP_sha256(), nullptr));
}

Digest::~Digest() = default;

void Digest::add(std::string_view bytes) {
    require(EVP_DigestUpdate(m_private->context.get(), bytes.data(), bytes.size()));
}

std::string Digest::finish() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int count = 0;
    require(EVP_DigestFinal_ex(m_private->context.get(), bytes.data(), &count));
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (unsigned int i = 0; i < count; ++i) {
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 15];
    }
    return text;
}

} // namespace hourglass
