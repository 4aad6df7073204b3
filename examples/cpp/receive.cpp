// receive CONFIG CALLBACK NOW_MS: prints the events of a recorded HTTP request, and the answer that its platform waits for.
#include <fstream>
#include <iostream>
#include <iterator>

#include "imhook.hpp"

static std::string read(const char *path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw std::runtime_error(std::string("cannot read ") + path);
    return {std::istreambuf_iterator<char>(file), {}};
}

// The parts of a recorded request; a server has them at hand.
static imhook::Request split(std::string_view message, std::int64_t now_ms)
{
    const auto head = message.find("\r\n\r\n"), line = message.find("\r\n");
    const auto method = message.find(' '), target = message.find(' ', method + 1);
    if (head == message.npos || target > line)
        throw std::runtime_error("expected a request line, header lines, a blank line, a body");
    return {message.substr(0, method), message.substr(method + 1, target - method - 1), message.substr(line + 2, head - line),
            message.substr(head + 4), now_ms};
}

int main(int argc, char **argv)
try {
    if (argc != 4)
        throw std::runtime_error("usage: receive CONFIG CALLBACK NOW_MS");
    const imhook::Receiver receiver(read(argv[1]));
    const std::string message = read(argv[2]);
    const auto delivery = nlohmann::json::parse(receiver.receive(split(message, std::stoll(argv[3]))).text());

    for (const auto &event : delivery.at("events")) {
        std::cout << event.at("type").get<std::string>() << ' ' << event.at("id").get<std::string>() << '\n';
        if (event.contains("message") && event["message"].contains("text"))
            std::cout << "  " << event["message"]["text"].get<std::string>() << '\n';
    }
    const auto &reply = delivery.at("reply");
    std::cout << "answer " << reply.at("status") << ' ' << reply.at("content_type").get<std::string>() << ' '
              << reply.at("body").get<std::string>() << '\n';
} catch (const imhook::Error &error) {
    std::cerr << "refused: " << error.name << " (" << error.status << ")\n  " << error.what() << '\n';
    if (!error.hint.empty())
        std::cerr << "  hint: " << error.hint << '\n';
    std::cerr << "answer " << error.http_status << '\n';
    return 1;
} catch (const std::exception &error) {
    std::cerr << error.what() << '\n';
    return 2;
}
