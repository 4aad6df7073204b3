// The C ABI as C++17 likes it: what the library hands out is freed by destructors, and failures are exceptions.
#pragma once

#include <imhook.h>

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace imhook {

// Bytes of the library's; they are freed with the buffer, so keep no view of them beyond it.
class Buffer {
public:
    Buffer() = default;
    Buffer(Buffer &&other) noexcept : buf_(std::exchange(other.buf_, imhook_buf{})) {}
    Buffer &operator=(Buffer &&other) noexcept
    {
        std::swap(buf_, other.buf_);
        return *this;
    }
    ~Buffer() { imhook_buf_free(&buf_); }

    std::string_view text() const { return {reinterpret_cast<const char *>(buf_.data), buf_.len}; }

    // Where a function writes. It would lose what is still there, so that goes first.
    imhook_buf *out()
    {
        imhook_buf_free(&buf_);
        return &buf_;
    }

private:
    imhook_buf buf_{};
};

class Error : public std::runtime_error {
public:
    Error(std::int32_t status, const nlohmann::json &error)
        : std::runtime_error(error.value("message", "")), status(status), name(error.value("name", "")), hint(error.value("hint", "")),
          http_status(error.value("http_status", 500))
    {
    }

    std::int32_t status;
    std::string name;
    std::string hint;
    int http_status;
};

// The parts of a request are borrowed for the time of a call.
struct Request {
    std::string_view method = "POST";
    std::string_view target;
    std::string_view headers;
    std::string_view body;
    std::int64_t now_ms = 0;
};

// Immutable: share one between threads.
class Receiver {
public:
    explicit Receiver(std::string_view config)
    {
        if (const auto found = imhook_abi_version(); found != IMHOOK_ABI_VERSION)
            throw std::runtime_error("libimhook.so.1 has ABI " + std::to_string(found) + ", expected " + std::to_string(IMHOOK_ABI_VERSION));
        imhook_receiver *made;
        Buffer error;
        check(imhook_receiver_new(config.data(), config.size(), &made, error.out()), error);
        receiver_.reset(made);
    }

    Buffer receive(const Request &request) const
    {
        const imhook_request parts{request.method.data(),  request.method.size(),
                                   request.target.data(),  request.target.size(),
                                   request.headers.data(), request.headers.size(),
                                   reinterpret_cast<const std::uint8_t *>(request.body.data()), request.body.size(),
                                   request.now_ms};
        Buffer delivery, error;
        check(imhook_receive(receiver_.get(), &parts, delivery.out(), error.out()), error);
        return delivery;
    }

private:
    struct Free {
        void operator()(imhook_receiver *receiver) const { imhook_receiver_free(receiver); }
    };

    static void check(std::int32_t status, const Buffer &error)
    {
        if (status != IMHOOK_OK)
            throw Error(status, nlohmann::json::parse(error.text()).at("error"));
    }

    std::unique_ptr<imhook_receiver, Free> receiver_;
};

}  // namespace imhook
