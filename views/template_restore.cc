#include "views/template_restore.h"

#include "views/message_words.h"
#include "views/problem_summary.h"
#include "views/template_restore.tpl.varnames.h"
#include "views/template_values.h"
#include "views/text_diff.h"

namespace nexcyte::views {

std::string Render(const Renderer& renderer, const TemplateRestorePage& page) {
  const PageFrame frame{"template_restore.tpl", "Use the built-in text again",
                        Place::kAdminTemplates};
  return RenderInLayout(renderer, page.layout, frame, [&page](auto& values) {
    values.SetValue(ktr_EVENT_KEY, page.key.event_key);
    values.SetValue(ktr_CHANNEL_KEY, Text(domain::ToString(page.key.channel)));
    values.SetValue(ktr_EVENT_NAME, EventWords(page.key.event_key));
    values.SetValue(ktr_CHANNEL_NAME, Text(ChannelWords(page.key.channel)));
    values.SetIntValue(ktr_VERSION, static_cast<long>(page.own.version));
    // A mail without a layout of its own loses none by taking ours.
    domain::MessageTexts built_in = page.built_in;
    if (page.own.texts.html.empty()) {
      built_in.html.clear();
    }
    ShowDiff(values, ktr_DIFF, page.own.texts, built_in);
    ShowProblem(values, ktr_PROBLEM, page.problem, {});
  });
}

}  // namespace nexcyte::views
