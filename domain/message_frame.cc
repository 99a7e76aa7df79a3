#include "domain/message_frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "domain/message_template.h"
#include "domain/text.h"

namespace nexcyte::domain {
namespace {

// Mail programs drop most of a style sheet: everything that matters is inline, and the sheet only
// turns the colours around where the reader's screen is dark, and puts what stands side by side one
// above the other where it is narrow.
constexpr std::string_view kHead = R"html(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>)html";

constexpr std::string_view kStyleStart = R"html(</title>
<style>
@media (prefers-color-scheme: dark) {
  .nx-page { background-color: #14181d !important; }
  .nx-card { background-color: #1f252c !important; border-color: #39434e !important; }
  .nx-text { color: #eef2f6 !important; }
  .nx-soft { color: #b4c0cc !important; }
)html";

constexpr std::string_view kBodyStart = R"html(}
@media (max-width: 480px) {
  .nx-pad { padding: 22px 18px 18px !important; }
  .nx-label { display: block !important; padding: 8px 0 0 !important; }
  .nx-value { display: block !important; padding: 0 !important; }
}
</style>
</head>
<body class="nx-page" style="margin:0;padding:0;background-color:#f3f5f7;">
<div role="article" aria-roledescription="email" lang="en">
<table role="presentation" class="nx-page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#f3f5f7;">
<tr><td align="center" style="padding:24px 12px;">
<table role="presentation" class="nx-card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background-color:#ffffff;border:1px solid #d5dbe1;border-radius:8px;)html";

constexpr std::string_view kCardStart = R"html(">
<tr><td class="nx-pad" style="padding:28px 28px 24px;font-family:Arial,Helvetica,sans-serif;">
)html";

constexpr std::string_view kBodyEnd = R"html(</td></tr>
</table>
<p class="nx-soft" style="margin:16px 0 0;font-family:Arial,Helvetica,sans-serif;font-size:13px;line-height:20px;color:#5b6672;">)html";

constexpr std::string_view kTail = R"html(</p>
</td></tr>
</table>
</div>
</body>
</html>
)html";

constexpr std::string_view kFooter = "Sent by {{tenant_name}}.";

// `html` is escaped already.
std::string HtmlParagraph(const std::string& html) {
  return R"(<p class="nx-text" style="margin:0 0 14px;font-size:16px;line-height:24px;color:#1c232b;overflow-wrap:anywhere;">)" +
         html + "</p>\n";
}

std::string HtmlFact(std::string_view label, std::string_view value) {
  return R"(<tr><th scope="row" class="nx-soft nx-label" align="left" valign="top" style="padding:6px 16px 6px 0;font-size:14px;line-height:20px;font-weight:normal;color:#5b6672;white-space:nowrap;">)" +
         EscapeHtml(label) +
         R"(</th><td class="nx-text nx-value" valign="top" style="padding:6px 0;font-size:16px;line-height:22px;color:#1c232b;overflow-wrap:anywhere;word-break:break-word;">)" +
         EscapeHtml(value) + "</td></tr>\n";
}

std::string HtmlFacts(const MailWords& words) {
  if (words.facts.empty()) {
    return {};
  }
  std::string html =
      R"(<table cellpadding="0" cellspacing="0" border="0" style="margin:0 0 18px;">)"
      "\n";
  for (const auto& [label, value] : words.facts) {
    html += HtmlFact(label, value);
  }
  return html + "</table>\n";
}

std::string HtmlLink(const std::string& link, const MailLook& look) {
  return R"(<a class="nx-link" href=")" + link + R"(" style="color:)" + look.brand + R"(;">)" +
         link + "</a>";
}

// A button that is a table cell, which every mail program paints, and the address in clear for
// those who would rather copy it.
std::string HtmlButton(std::string_view label, const std::string& link, const MailLook& look) {
  return R"(<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 14px;"><tr><td style="background-color:)" +
         look.brand + R"(;border-radius:6px;"><a href=")" + link +
         R"(" style="display:inline-block;padding:12px 22px;font-size:16px;line-height:20px;font-weight:bold;color:#ffffff;text-decoration:none;">)" +
         EscapeHtml(label) +
         "</a></td></tr></table>\n"
         R"(<p class="nx-soft" style="margin:0 0 18px;font-size:13px;line-height:20px;color:#5b6672;word-break:break-all;">Or open this address: )" +
         HtmlLink(link, look) + "</p>\n";
}

// On white of its own: a logo that was drawn for a light page stays visible on a dark screen.
std::string HtmlLogo(const MailLook& look) {
  if (look.logo_url.empty()) {
    return {};
  }
  return fmt::format(
      R"(<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px;"><tr><td class="nx-logo" style="background-color:#ffffff;border-radius:4px;"><img src="{}" alt="{{{{tenant_name}}}}" width="{}" height="{}" style="display:block;border:0;font-size:16px;line-height:20px;font-weight:bold;color:#1c232b;"></td></tr></table>)"
      "\n",
      look.logo_url, look.logo_width, look.logo_height);
}

std::string LookInTheDark(const MailLook& look) {
  std::string rules = "  .nx-link { color: " + look.dark_brand + " !important; }\n";
  if (const auto accent = ParseColor(look.accent)) {
    rules += "  .nx-card { border-top-color: " + ToText(Readable(*accent, kDarkMailCard, kWhite)) +
             " !important; }\n";
  }
  if (!look.logo_url.empty()) {
    rules += "  .nx-logo { padding: 8px !important; }\n";
  }
  return rules;
}

std::string LineAbove(const MailLook& look) {
  return look.is_branded() ? "border-top:4px solid " + look.accent + ";" : std::string();
}

std::string HtmlPage(std::string_view title, const std::string& body, std::string_view foot,
                     const MailLook& look) {
  std::string html(kHead);
  return html.append(EscapeHtml(title))
      .append(kStyleStart)
      .append(LookInTheDark(look))
      .append(kBodyStart)
      .append(LineAbove(look))
      .append(kCardStart)
      .append(HtmlLogo(look))
      .append(body)
      .append(kBodyEnd)
      .append(foot)
      .append(kTail);
}

std::string HtmlHeading(const std::string& heading, const MailLook& look) {
  return fmt::format(
             R"(<h1 class="{}" style="margin:0 0 16px;font-size:22px;line-height:28px;color:{};">)",
             look.is_branded() ? "nx-link" : "nx-text",
             look.is_branded() ? look.brand : "#1c232b") +
         EscapeHtml(heading) + "</h1>\n";
}

std::string HtmlOf(const MailWords& words, const MailLook& look) {
  std::string html = HtmlHeading(words.heading, look);
  for (const std::string& paragraph : words.paragraphs) {
    html += HtmlParagraph(EscapeHtml(paragraph));
  }
  html += HtmlFacts(words) + HtmlButton(words.button, "{{manage_url}}", look);
  for (const std::string& paragraph : words.closing) {
    html += HtmlParagraph(EscapeHtml(paragraph));
  }
  return HtmlPage(words.heading, html, kFooter, look);
}

std::string TextOf(const MailWords& words) {
  std::string text;
  for (const std::string& paragraph : words.paragraphs) {
    text += paragraph;
    text += "\n\n";
  }
  for (const auto& [label, value] : words.facts) {
    text += label;
    text += ": ";
    text += value;
    text += '\n';
  }
  text += words.facts.empty() ? "" : "\n";
  text += words.button + ":\n{{manage_url}}\n";
  for (const std::string& paragraph : words.closing) {
    text += "\n" + paragraph + "\n";
  }
  return text.append("\n-- \n").append(kFooter).append("\n");
}

constexpr std::array<std::string_view, 2> kLinks = {"{{manage_url}}", "{{join_url}}"};

bool IsLink(std::string_view line) {
  return std::find(kLinks.begin(), kLinks.end(), line) != kLinks.end();
}

std::string HtmlLine(std::string_view line, const MailLook& look) {
  std::string html = EscapeHtml(line);
  for (const std::string_view placeholder : kLinks) {
    const std::string link(placeholder);
    const std::string shown = HtmlLink(link, look);
    for (std::size_t at = html.find(link); at != html.npos; at = html.find(link, at)) {
      html.replace(at, link.size(), shown);
      at += shown.size();
    }
  }
  return html;
}

using Lines = std::vector<std::string_view>;

std::string HtmlLines(const Lines& lines, const MailLook& look) {
  std::string html;
  for (const std::string_view line : lines) {
    html += (html.empty() ? "" : "<br>\n") + HtmlLine(line, look);
  }
  return html;
}

std::string HtmlBlock(const Lines& lines, const MailLook& look) {
  const bool is_button = lines.size() == 2 && IsLink(lines[1]) && lines[0].ends_with(':');
  return is_button
             ? HtmlButton(lines[0].substr(0, lines[0].size() - 1), std::string(lines[1]), look)
             : HtmlParagraph(HtmlLines(lines, look));
}

// Blocks of lines without a blank one among them.
std::vector<Lines> BlocksOf(std::string_view text) {
  std::vector<Lines> blocks(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = Trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty()) {
      blocks.back().push_back(line);
    } else if (!blocks.back().empty()) {
      blocks.emplace_back();
    }
  }
  return blocks;
}

}  // namespace

std::string FrameText(const std::string& subject, const std::string& text, const MailLook& look) {
  std::string body;
  std::string foot;
  for (Lines& block : BlocksOf(text)) {
    if (!block.empty() && block.front() == "--") {
      block.erase(block.begin());
      foot = HtmlLines(block, look);
    } else if (!block.empty()) {
      body += HtmlBlock(block, look);
    }
  }
  return HtmlPage(subject, body, foot, look);
}

MessageTexts FrameMail(const MailWords& words, const MailLook& look) {
  return {words.subject, TextOf(words), HtmlOf(words, look)};
}

}  // namespace nexcyte::domain
