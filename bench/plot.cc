#include "bench/plot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <sstream>

namespace grafake::bench {
namespace {

constexpr double kLeft = 90;
constexpr double kTop = 70;
constexpr double kWidth = 600;
constexpr double kHeight = 300;
constexpr double kNines = 4;  // the axis ends at 99.99 %
constexpr std::array kColours{"#1f77b4", "#d62728"};
constexpr std::size_t kLongestName = 44;  // characters that fit into a line

// The axis of times: whole powers of ten of microseconds.
struct Decades {
  double low = 0;
  double high = 1;

  [[nodiscard]] double HeightOf(double microseconds) const {
    return kTop + kHeight * (1 - (std::log10(std::max(1.0, microseconds)) - low) / (high - low));
  }
};

Decades DecadesOf(const LoadReport& report) {
  double least = 1e12;
  double most = 1;
  for (const SideReport& side : report.sides) {
    least = std::min(least, static_cast<double>(side.times.Quantile(0)));
    most = std::max(most, static_cast<double>(side.times.Quantile(1)));
  }
  const double low = std::floor(std::log10(std::max(1.0, std::min(least, most))));
  return {low, std::max(low + 1, std::ceil(std::log10(most)))};
}

std::string XmlText(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&')
      escaped += "&amp;";
    else if (c == '<')
      escaped += "&lt;";
    else if (c == '>')
      escaped += "&gt;";
    else
      escaped += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return escaped;
}

std::string TimeOf(double microseconds) {
  std::ostringstream text;
  if (microseconds < 1e3)
    text << microseconds << " µs";
  else if (microseconds < 1e6)
    text << microseconds / 1e3 << " ms";
  else
    text << microseconds / 1e6 << " s";
  return text.str();
}

void WriteText(std::ostream& out, double x, double y, const std::string& text, const std::string& how) {
  out << "<text x=\"" << x << "\" y=\"" << y << "\" " << how << ">" << XmlText(text) << "</text>\n";
}

void DrawTimes(std::ostream& out, const Decades& decades) {
  for (double decade = decades.low; decade <= decades.high; ++decade) {
    const double microseconds = std::pow(10, decade);
    const double y = decades.HeightOf(microseconds);
    out << "<path d=\"M" << kLeft << " " << y << "h" << kWidth << "\" stroke=\"#ddd\"/>\n";
    WriteText(out, kLeft - 8, y + 4, TimeOf(microseconds), "text-anchor=\"end\"");
  }
  WriteText(out, -(kTop + kHeight / 2), 22, "time of an answer (logarithmic)",
            "transform=\"rotate(-90)\" text-anchor=\"middle\"");
}

void DrawShares(std::ostream& out) {
  constexpr std::array kShares{"0 %", "90 %", "99 %", "99.9 %", "99.99 %"};
  for (std::size_t i = 0; i < kShares.size(); ++i) {
    const double x = kLeft + kWidth * static_cast<double>(i) / kNines;
    out << "<path d=\"M" << x << " " << kTop << "v" << kHeight << "\" stroke=\"#ddd\"/>\n";
    WriteText(out, x, kTop + kHeight + 18, kShares[i], "text-anchor=\"middle\"");
  }
  WriteText(out, kLeft + kWidth / 2, kTop + kHeight + 40, "share of the answers that are quicker",
            "text-anchor=\"middle\"");
}

void DrawCurve(std::ostream& out, const SideReport& side, const Decades& decades, const std::string& colour) {
  constexpr int kPoints = 160;
  out << "<polyline fill=\"none\" stroke=\"" << colour << "\" stroke-width=\"2\" points=\"";
  for (int i = 0; i <= kPoints; ++i) {
    const double nines = kNines * i / kPoints;
    const auto time = static_cast<double>(side.times.Quantile(1 - std::pow(10, -nines)));
    out << kLeft + kWidth * nines / kNines << "," << decades.HeightOf(time) << " ";
  }
  out << "\"/>\n";
}

std::string Shortened(const std::string& name) {
  return name.size() <= kLongestName ? name : name.substr(0, kLongestName) + "…";
}

void DrawLegend(std::ostream& out, const SideReport& side, double y, const std::string& colour) {
  out << "<path d=\"M" << kLeft << " " << y - 4 << "h24\" stroke=\"" << colour << "\" stroke-width=\"3\"/>\n";
  WriteText(out, kLeft + 32, y,
            Shortened(side.name) + ": half within " + TimeOf(static_cast<double>(side.times.Quantile(0.5))) +
                ", 99 % within " + TimeOf(static_cast<double>(side.times.Quantile(0.99))),
            "");
}

}  // namespace

std::string PlotOf(const LoadReport& report) {
  const double width = kLeft + kWidth + 50;
  const double height = kTop + kHeight + 70 + 20 * static_cast<double>(report.sides.size());
  std::ostringstream out;
  out << R"(<svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="13" width=")" << width
      << "\" height=\"" << height << "\" viewBox=\"0 0 " << width << " " << height << "\">\n"
      << "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n";
  WriteText(out, kLeft, 28, "How long answers take: GET /api/org with tokens", "font-size=\"17\" font-weight=\"bold\"");
  WriteText(out, kLeft, 50, DescriptionOf(report), "fill=\"#555\"");
  const Decades decades = DecadesOf(report);
  DrawTimes(out, decades);
  DrawShares(out);
  for (std::size_t i = 0; i < report.sides.size(); ++i) {
    const std::string colour = kColours[i % kColours.size()];
    DrawCurve(out, report.sides[i], decades, colour);
    DrawLegend(out, report.sides[i], kTop + kHeight + 70 + 20 * static_cast<double>(i), colour);
  }
  out << "</svg>\n";
  return out.str();
}

}  // namespace grafake::bench
