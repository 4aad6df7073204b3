// repeat CONFIG BODY NOW_MS COUNT: receives a body that often, every other time a day too late.
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "imhook.hpp"

static std::string read(const char *path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

int main(int, char **argv)
{
    const imhook::Receiver receiver(read(argv[1]));
    const std::string body = read(argv[2]);
    imhook::Request request;
    request.target = "/hook";
    request.headers = "Content-Type: application/json\r\n";
    request.body = body;

    long refused = 0;
    const long count = std::atol(argv[4]);
    for (long i = 0; i < count; i++) {
        request.now_ms = std::atoll(argv[3]) + (i % 2) * 86400000;
        try {
            receiver.receive(request);
        } catch (const imhook::Error &) {
            refused++;
        }
    }
    return refused == count / 2 ? 0 : 1;
}
