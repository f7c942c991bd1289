// The contracts that OptionsBench exports, through QuantLib: its volatility solvers, its closed form with Greeks and
// its American engines. Thread time of one core, best of several runs, per contract.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <vector>

#include <ql/instruments/vanillaoption.hpp>
#include <ql/exercise.hpp>
#include <ql/pricingengines/blackcalculator.hpp>
#include <ql/pricingengines/blackformula.hpp>
#include <ql/pricingengines/vanilla/qdfpamericanengine.hpp>
#include <ql/processes/blackscholesprocess.hpp>
#include <ql/quotes/simplequote.hpp>
#include <ql/settings.hpp>
#include <ql/termstructures/volatility/equityfx/blackconstantvol.hpp>
#include <ql/termstructures/yield/flatforward.hpp>
#include <ql/time/calendars/nullcalendar.hpp>
#include <ql/time/daycounters/actual365fixed.hpp>
#include <ql/version.hpp>

using namespace QuantLib;

struct Row { double sign, underlying, strike, years, rate, yield, volatility, price; };

static double now() {
    timespec moment;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &moment);
    return moment.tv_sec + moment.tv_nsec * 1e-9;
}

static void line(const char* name, double seconds, size_t units, const char* note = "") {
    double nanoseconds = seconds * 1e9 / units;
    if (nanoseconds < 1e4) std::printf("  %-10s%-52s%.1f ns    %s\n", "QuantLib", name, nanoseconds, note);
    else std::printf("  %-10s%-52s%.1f us    %s\n", "QuantLib", name, nanoseconds / 1000, note);
}

template <class Solve>
static void solver(const char* name, const std::vector<Row>& rows, int runs, Solve solve) {
    double best = 1e9;
    std::vector<double> errors;
    size_t failed = 0;
    for (int run = 0; run < runs; ++run) {
        errors.clear();
        failed = 0;
        double start = now();
        for (const Row& row : rows) {
            double discount = std::exp(-row.rate * row.years);
            double forward = row.underlying * std::exp((row.rate - row.yield) * row.years);
            try {
                double deviation = solve(row, forward, discount);
                errors.push_back(std::fabs(deviation / std::sqrt(row.years) - row.volatility));
            } catch (const std::exception&) { ++failed; }
        }
        best = std::min(best, now() - start);
    }
    std::sort(errors.begin(), errors.end());
    char note[200];
    std::snprintf(note, sizeof note, "error median %.2g, 99 %% %.2g, failed %zu", errors[errors.size() / 2],
                  errors[errors.size() * 99 / 100], failed);
    line(name, best, rows.size(), note);
}

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    int runs = argc > 2 ? std::atoi(argv[2]) : 5;
    std::ifstream file(argv[1], std::ios::binary);
    double counts[2];
    file.read(reinterpret_cast<char*>(counts), sizeof counts);
    std::vector<Row> rows(static_cast<size_t>(counts[0])), americans(static_cast<size_t>(counts[1]));
    file.read(reinterpret_cast<char*>(rows.data()), rows.size() * sizeof(Row));
    file.read(reinterpret_cast<char*>(americans.data()), americans.size() * sizeof(Row));
    if (!file) { std::fprintf(stderr, "the exported contracts cannot be read\n"); return 1; }
    std::printf("QuantLib %s, %s\n", QL_VERSION, BUILT_WITH);

    auto type = [](const Row& row) { return row.sign > 0 ? Option::Call : Option::Put; };
    solver("implied volatility, default solver", rows, runs, [&](const Row& row, double forward, double discount) {
        return blackFormulaImpliedStdDev(type(row), row.strike, forward, row.price, discount);
    });
    solver("implied volatility, default solver to 1e-12", rows, runs, [&](const Row& row, double forward, double discount) {
        return blackFormulaImpliedStdDev(type(row), row.strike, forward, row.price, discount, 0.0, Null<Real>(), 1e-12);
    });
    solver("implied volatility, LiRS", rows, runs, [&](const Row& row, double forward, double discount) {
        return blackFormulaImpliedStdDevLiRS(type(row), row.strike, forward, row.price, discount);
    });
    solver("implied volatility, LiRS to 1e-12", rows, runs, [&](const Row& row, double forward, double discount) {
        return blackFormulaImpliedStdDevLiRS(type(row), row.strike, forward, row.price, discount, 0.0, Null<Real>(), 1.0, 1e-12);
    });

    double best = 1e9, sum = 0;
    for (int run = 0; run < runs; ++run) {
        double start = now();
        for (const Row& row : rows) {
            double discount = std::exp(-row.rate * row.years);
            double forward = row.underlying * std::exp((row.rate - row.yield) * row.years);
            BlackCalculator calculator(type(row), row.strike, forward, row.volatility * std::sqrt(row.years), discount);
            sum += calculator.value() + calculator.delta(row.underlying) + calculator.gamma(row.underlying)
                + calculator.theta(row.underlying, row.years) + calculator.vega(row.years) + calculator.rho(row.years);
        }
        best = std::min(best, now() - start);
    }
    line("price and five Greeks, BlackCalculator", best, rows.size(), std::isfinite(sum) ? "" : "not finite");

    Date today(15, January, 2025);
    Settings::instance().evaluationDate() = today;
    Actual365Fixed days;
    auto spot = ext::make_shared<SimpleQuote>(100.0), rate = ext::make_shared<SimpleQuote>(0.03);
    auto yield = ext::make_shared<SimpleQuote>(0.0), volatility = ext::make_shared<SimpleQuote>(0.2);
    auto process = ext::make_shared<BlackScholesMertonProcess>(
        Handle<Quote>(spot),
        Handle<YieldTermStructure>(ext::make_shared<FlatForward>(today, Handle<Quote>(yield), days)),
        Handle<YieldTermStructure>(ext::make_shared<FlatForward>(today, Handle<Quote>(rate), days)),
        Handle<BlackVolTermStructure>(
            ext::make_shared<BlackConstantVol>(today, NullCalendar(), Handle<Quote>(volatility), days)));
    auto american = [&](const char* name, auto scheme) {
        auto engine = ext::make_shared<QdFpAmericanEngine>(process, scheme);
        double best = 1e9;
        std::vector<double> differences;
        for (int run = 0; run < std::max(1, runs / 2); ++run) {
            differences.clear();
            double taken = 0;
            for (const Row& row : americans) {
                spot->setValue(row.underlying);
                rate->setValue(row.rate);
                yield->setValue(row.yield);
                volatility->setValue(row.volatility);
                VanillaOption option(
                    ext::make_shared<PlainVanillaPayoff>(type(row), row.strike),
                    ext::make_shared<AmericanExercise>(today, today + std::lround(row.years * 365)));
                option.setPricingEngine(engine);
                double start = now();
                double price = option.NPV();
                taken += now() - start;
                differences.push_back(std::fabs(price - row.price) / row.underlying);
            }
            best = std::min(best, taken);
        }
        std::sort(differences.begin(), differences.end());
        char note[200];
        std::snprintf(note, sizeof note, "difference to piquant over spot: median %.2g, 99 %% %.2g, most %.2g",
                      differences[differences.size() / 2], differences[differences.size() * 99 / 100], differences.back());
        line(name, best, americans.size(), note);
    };
    american("American price, QD+ fixed point, fast", QdFpAmericanEngine::fastScheme());
    american("American price, QD+ fixed point, accurate", QdFpAmericanEngine::accurateScheme());
    american("American price, QD+ fixed point, high precision", QdFpAmericanEngine::highPrecisionScheme());
}
