#ifndef NEXCYTE_DOMAIN_MESSAGE_FRAME_H_
#define NEXCYTE_DOMAIN_MESSAGE_FRAME_H_

#include <string>
#include <utility>
#include <vector>

#include "domain/mail_look.h"
#include "domain/message_texts.h"

namespace nexcyte::domain {

// The words of one mail of ours. Every text may hold placeholders and is plain text.
struct MailWords {
  std::string subject;
  std::string heading;
  std::vector<std::string> paragraphs;
  std::vector<std::pair<std::string, std::string>> facts;  // label, value
  std::string button;                                      // leads to {{manage_url}}
  std::vector<std::string> closing;
};

// The same words as plain text and as HTML that reads well in dark mode, on a phone and without
// images.
MessageTexts FrameMail(const MailWords& words, const MailLook& look);

// A tenant's own text, laid out like ours: paragraphs at blank lines, a placeholder of a link as a
// link, and as a button where it stands alone below a line that ends with a colon. What follows a
// line of two hyphens is the foot.
std::string FrameText(const std::string& subject, const std::string& text, const MailLook& look);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_MESSAGE_FRAME_H_
