// ISO 4217: codes by the number of decimals of their minor unit. Codes given up of late (ANG, BGN) stay: facts keep
// them.
#include <sstream>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/money.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

constexpr std::string_view two_decimals =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP "
    "CRC "
    "CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD "
    "KES "
    "KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK "
    "NPR "
    "NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS "
    "TMT "
    "TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";
constexpr std::string_view no_decimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
constexpr std::string_view three_decimals = "BHD IQD JOD KWD LYD OMR TND";
constexpr std::string_view four_decimals = "CLF UYW";

bool lists(std::string_view list, std::string_view code) {
  return code.size() == 3 && (" " + std::string(list) + " ").find(" " + std::string(code) + " ") != std::string::npos;
}

}  // namespace

Currency currency(std::string_view code) {
  if (lists(two_decimals, code)) return {std::string(code), 2};
  if (lists(no_decimals, code)) return {std::string(code), 0};
  if (lists(three_decimals, code)) return {std::string(code), 3};
  if (lists(four_decimals, code)) return {std::string(code), 4};
  std::vector<std::string> known;
  for (const std::string_view list : {two_decimals, no_decimals, three_decimals, four_decimals}) {
    std::istringstream words{std::string(list)};
    for (std::string word; words >> word;) known.push_back(word);
  }
  throw ValueError(tr("\"{}\" is not a currency{}", printable(code), did_you_mean(code, {known.begin(), known.end()})),
                   tr("write an ISO 4217 code such as CNY, USD or EUR"));
}

}  // namespace salesctl
