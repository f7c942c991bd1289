// simdjson's DOM on every frame, every value visited and read by its kind. Prints "events seconds note".
#include <simdjson.h>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

static double cpu_seconds() {
    timespec moment;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &moment);
    return moment.tv_sec + moment.tv_nsec * 1e-9;
}

int main(int, char **argv) {
    std::ifstream file(argv[1]);
    std::vector<std::string> frames;
    std::vector<size_t> lengths;
    for (std::string line; std::getline(file, line);) {
        lengths.push_back(line.size());
        line.resize(line.size() + 64);  // simdjson reads past the end.
        frames.push_back(line);
    }
    simdjson::dom::parser parser;
    double best = 1e9;
    size_t events = 0;
    uint64_t sum = 0;
    for (int run = 0; run < 10; run++) {
        size_t values = 0;
        double start = cpu_seconds();
        for (size_t i = 0; i < frames.size(); i++) {
            simdjson::dom::element frame = parser.parse(frames[i].data(), lengths[i], false);
            for (simdjson::dom::element value : frame["data"].at(1).get_array()) {
                switch (value.type()) {
                    case simdjson::dom::element_type::INT64: sum += value.get_int64().value(); break;
                    case simdjson::dom::element_type::DOUBLE: sum += (uint64_t)value.get_double().value(); break;
                    case simdjson::dom::element_type::STRING: sum += value.get_string().value().size(); break;
                    case simdjson::dom::element_type::BOOL: sum += value.get_bool().value(); break;
                    default: break;
                }
                values++;
            }
        }
        double used = cpu_seconds() - start;
        if (used < best) best = used;
        events = values / 21;
    }
    printf("%zu %.9f simdjson %d.%d.%d, kernel %s, checksum %llu\n", events, best, simdjson::SIMDJSON_VERSION_MAJOR,
           simdjson::SIMDJSON_VERSION_MINOR, simdjson::SIMDJSON_VERSION_REVISION, simdjson::get_active_implementation()->name().c_str(), (unsigned long long)sum);
}
