#include "fcgi/form.h"

#include <boost/test/unit_test.hpp>
#include <functional>
#include <string>
#include <vector>

#include "domain/error.h"

namespace nexcyte::tests {
namespace {

using domain::ErrorCode;
using fcgi::Fields;
using fcgi::Request;

Request BodyOf(const std::string& content_type, const std::string& body) {
  Request request;
  request.content_type = content_type;
  request.body = body;
  return request;
}

Fields Json(const std::string& body) { return Fields::FromJson(BodyOf("application/json", body)); }

Fields Form(const std::string& body) {
  return Fields::FromForm(BodyOf("application/x-www-form-urlencoded", body));
}

Fields Query(const std::string& query) {
  Request request;
  request.query = query;
  return Fields::FromQuery(request);
}

// The code of what `work` throws; kInternal is thrown by none of it.
ErrorCode CodeOf(const std::function<void()>& work) {
  try {
    work();
  } catch (const domain::Error& error) {
    return error.code();
  }
  return ErrorCode::kInternal;
}

// The names that Finish() refuses, in their order.
std::vector<std::string> Refused(Fields& fields) {
  std::vector<std::string> names;
  try {
    fields.Finish();
  } catch (const domain::Error& error) {
    BOOST_TEST((error.code() == ErrorCode::kInvalid));
    for (const auto& field : error.fields()) {
      BOOST_TEST(!field.message.empty());
      names.push_back(field.field);
    }
  }
  return names;
}

const std::vector<std::string> kNone;

BOOST_AUTO_TEST_SUITE(FieldSources)

BOOST_AUTO_TEST_CASE(ReadTheSameFromAllThree) {
  for (const auto& make : {std::function([] { return Json(R"({"a": "x y", "b": 5, "c": true})"); }),
                           std::function([] { return Form("a=x+y&b=5&c=true"); }),
                           std::function([] { return Query("a=x%20y&b=5&c=true"); })}) {
    Fields fields = make();
    BOOST_TEST(fields.Text("a") == "x y");
    BOOST_TEST(fields.Integer("b", 1, 9) == 5);
    BOOST_TEST(fields.Flag("c"));
    BOOST_TEST(Refused(fields) == kNone);
  }
}

BOOST_AUTO_TEST_CASE(RefuseBrokenForms) {
  for (const std::string body : {"a=%", "a=%4", "a=%zz", "a=1&a=2", "a=1&%61=2", "=1", "a=%ff",
                                 "a=%c0%80", "a=%ed%a0%80", "a=\xff", "\xff=1"}) {
    BOOST_TEST_CONTEXT(body) {
      BOOST_TEST((CodeOf([&] { Form(body); }) == ErrorCode::kMalformed));
      BOOST_TEST((CodeOf([&] { Query(body); }) == ErrorCode::kMalformed));
    }
  }
}

BOOST_AUTO_TEST_CASE(RefuseBrokenJson) {
  for (const std::string body :
       {"", "{", "[]", "1", "null", "\"a\"", "[{\"a\": 1}]", "{} {}", "{}x", "{\"a\": 1,}",
        "{a: 1}", "{\"a\": 01}", "{\"a\": \"\xff\"}", "{\"a\": \"\n\"}", "{\"a\": NaN}",
        "{\"a\": /* */ 1}", "{\"a\": 1, \"a\": 2}", R"({"a": 1, "\u0061": 2})",
        R"({"a": "\ud800"})"}) {
    BOOST_TEST_CONTEXT(body) {
      BOOST_TEST((CodeOf([&] { Json(body); }) == ErrorCode::kMalformed));
    }
  }
}

BOOST_AUTO_TEST_CASE(AcceptBlanksAroundJson) {
  Fields fields = Json(" \r\n\t{\"a\" : \"x\" } \n");
  BOOST_TEST(fields.Text("a") == "x");
}

BOOST_AUTO_TEST_CASE(RefuseTooManyFields) {
  std::string form;
  std::string json;
  for (int i = 0; i < 101; ++i) {
    form += "&f" + std::to_string(i) + "=1";
    json += (i == 0 ? "\"f" : ",\"f") + std::to_string(i) + "\":1";
  }
  BOOST_TEST((CodeOf([&] { Form(form); }) == ErrorCode::kMalformed));
  BOOST_TEST((CodeOf([&] { Json("{" + json + "}"); }) == ErrorCode::kMalformed));
}

BOOST_AUTO_TEST_CASE(RefuseDeepJson) {
  const std::string deep = "{\"a\": " + std::string(20, '[') + std::string(20, ']') + "}";
  BOOST_TEST((CodeOf([&] { Json(deep); }) == ErrorCode::kMalformed));
  BOOST_TEST(
      (CodeOf([&] { Json("{\"a\": " + std::string(100'000, '[')); }) == ErrorCode::kMalformed));
}

BOOST_AUTO_TEST_CASE(RefuseBodyOverTheLimit) {
  Request request = BodyOf("application/json", "");
  request.body_too_large = true;
  BOOST_TEST((CodeOf([&] { Fields::FromJson(request); }) == ErrorCode::kTooLarge));
  BOOST_TEST((CodeOf([&] { Fields::FromForm(request); }) == ErrorCode::kTooLarge));
}

BOOST_AUTO_TEST_CASE(RefuseOtherTypes) {
  for (const std::string type :
       {"", "text/plain", "application/jsonx", "application/json; charset=latin1",
        "multipart/form-data; boundary=x", "application/json, text/plain"}) {
    BOOST_TEST_CONTEXT(type) {
      BOOST_TEST(
          (CodeOf([&] { Fields::FromJson(BodyOf(type, "{}")); }) == ErrorCode::kUnsupportedType));
      BOOST_TEST(
          (CodeOf([&] { Fields::FromForm(BodyOf(type, "")); }) == ErrorCode::kUnsupportedType));
    }
  }
}

BOOST_AUTO_TEST_CASE(AcceptTypeWithItsCharacterSet) {
  for (const std::string type : {"application/json", "Application/JSON ; charset=UTF-8",
                                 "application/json;charset=\"utf-8\""}) {
    BOOST_CHECK_NO_THROW(Fields::FromJson(BodyOf(type, "{}")));
  }
}

BOOST_AUTO_TEST_CASE(ReadAFormWithAFile) {
  const auto form = [](const std::string& more) {
    const std::string part = "--x\r\nContent-Disposition: form-data; name=";
    return Fields::FromFormWithFiles(
        BodyOf("multipart/form-data; boundary=x", part + "\"name\"\r\n\r\nCarol\r\n" + part +
                                                      "\"logo\"; filename=\"a\"\r\n\r\n\xFF\r\n" +
                                                      more + "--x--"));
  };
  Fields fields = form("");
  BOOST_TEST(fields.Text("name") == "Carol");
  BOOST_TEST(fields.File("logo") == "\xFF");
  BOOST_TEST(fields.Typed("logo") == "");
  BOOST_TEST(Refused(fields).empty());
  BOOST_TEST(fields.File("name").empty());
  BOOST_TEST(fields.Text("logo").empty());
  BOOST_TEST(fields.File("none").empty());
  BOOST_TEST(Refused(fields) == (std::vector<std::string>{"name", "logo", "none"}),
             boost::test_tools::per_element());
  const std::string twice = "--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n\r\n";
  BOOST_TEST((CodeOf([&] { form(twice); }) == ErrorCode::kMalformed));
  const std::string bytes = "--x\r\nContent-Disposition: form-data; name=\"more\"\r\n\r\n\xFF\r\n";
  BOOST_TEST((CodeOf([&] { form(bytes); }) == ErrorCode::kMalformed));
}

BOOST_AUTO_TEST_CASE(ReadFilesOnlyWhereTheyAreWanted) {
  const Request request = BodyOf("multipart/form-data; boundary=x", "--x--");
  BOOST_TEST((CodeOf([&] { Fields::FromForm(request); }) == ErrorCode::kUnsupportedType));
  Fields fields =
      Fields::FromFormWithFiles(BodyOf("application/x-www-form-urlencoded", "name=Carol"));
  BOOST_TEST(fields.Text("name") == "Carol");
  Request large = request;
  large.body_too_large = true;
  BOOST_TEST((CodeOf([&] { Fields::FromFormWithFiles(large); }) == ErrorCode::kTooLarge));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(FieldReaders)

BOOST_AUTO_TEST_CASE(CollectAllErrors) {
  Fields fields = Json(R"({"start": "tomorrow", "purpose": 5, "extra": 1})");
  fields.Text("purpose");
  fields.Instant("start");
  fields.Text("timeZone");
  fields.OptionalText("notes");
  fields.Refuse("purpose", "And another reason.");
  BOOST_TEST(Refused(fields) ==
             (std::vector<std::string>{"purpose", "start", "timeZone", "purpose", "extra"}));
}

BOOST_AUTO_TEST_CASE(RefuseUnknownFieldsByName) {
  Fields json = Json(R"({"a": 1, "b": {"c": [{}]}})");
  BOOST_TEST(Refused(json) == (std::vector<std::string>{"a", "b"}));
  Fields query = Query("utm_source=x");
  BOOST_CHECK_NO_THROW(query.Finish(Fields::Unknown::kIgnore));
  Fields form = Form("csrf_token=x");
  form.Ignore("csrf_token");
  BOOST_TEST(Refused(form) == kNone);
}

BOOST_AUTO_TEST_CASE(ShowStrangeNamesSafely) {
  Fields fields = Form("a%0Ab=1&" + std::string(500, 'x') + "=1");
  BOOST_TEST(Refused(fields) == (std::vector<std::string>{"a?b", std::string(64, 'x')}));
}

BOOST_AUTO_TEST_CASE(CountCharactersNotBytes) {
  Fields fields = Json(R"({"a": "äöü€", "b": "äöü€x"})");
  BOOST_TEST(fields.Text("a", {.max = 4}) == "äöü€");
  fields.Text("b", {.max = 4});
  BOOST_TEST(Refused(fields) == std::vector<std::string>{"b"});
}

BOOST_AUTO_TEST_CASE(RefuseControlCharacters) {
  for (const std::string text :
       {"a%00b", "a%0Ab", "a%09b", "a%0Db", "a%7Fb", "a%C2%85b", "a%E2%80%AEb", "%1B[31m"}) {
    BOOST_TEST_CONTEXT(text) {
      Fields fields = Form("a=" + text);
      fields.Text("a");
      BOOST_TEST(Refused(fields) == std::vector<std::string>{"a"});
    }
  }
  Fields json = Json(R"({"a": "x\u0000y"})");
  json.Text("a");
  BOOST_TEST(Refused(json) == std::vector<std::string>{"a"});
}

BOOST_AUTO_TEST_CASE(AllowLinesWhereAsked) {
  Fields fields = Form("a=1%0D%0A%092%0A&b=1%0D2&c=1%00");
  BOOST_TEST(fields.Text("a", {.multiline = true}) == "1\n\t2");
  fields.Text("b", {.multiline = true});
  fields.Text("c", {.multiline = true});
  BOOST_TEST(Refused(fields) == (std::vector<std::string>{"b", "c"}));
}

BOOST_AUTO_TEST_CASE(TrimUnlessToldNotTo) {
  Fields fields = Form("a=+x+&password=+x+&blank=+++");
  BOOST_TEST(fields.Text("a") == "x");
  BOOST_TEST(fields.Text("password", {.trim = false}) == " x ");
  BOOST_TEST(!fields.OptionalText("blank"));
  fields.Text("blank");
  BOOST_TEST(Refused(fields) == std::vector<std::string>{"blank"});
}

BOOST_AUTO_TEST_CASE(TakeEmptyAndNullForAbsent) {
  Fields fields = Json(R"({"a": "", "b": null, "c": null, "d": null})");
  BOOST_TEST(!fields.OptionalText("a"));
  BOOST_TEST(!fields.OptionalInteger("b", 0, 1));
  BOOST_TEST(!fields.OptionalFlag("c"));
  fields.Text("d");
  BOOST_TEST(Refused(fields) == std::vector<std::string>{"d"});
}

BOOST_AUTO_TEST_CASE(DemandTheRightTypeOfJson) {
  Fields fields = Json(R"({"a": 1, "b": "1", "c": "true", "d": 1.5, "e": [], "f": 1e3, "g": 1})");
  fields.Text("a");
  fields.Integer("b", 0, 9);
  fields.Flag("c");
  fields.Integer("d", 0, 9);
  fields.Text("e");
  fields.Integer("f", 0, 10'000);
  fields.Instant("g");
  BOOST_TEST(Refused(fields) == (std::vector<std::string>{"a", "b", "c", "d", "e", "f", "g"}));
}

BOOST_AUTO_TEST_CASE(KeepIntegersWithinTheirBounds) {
  for (const std::string text :
       {"0", "10", "-1", "1x", "1 2", "0x5", "1.0", "99999999999999999999999"}) {
    BOOST_TEST_CONTEXT(text) {
      Fields fields = Query("n=" + text);
      fields.OptionalInteger("n", 1, 9);
      BOOST_TEST(Refused(fields) == std::vector<std::string>{"n"});
    }
  }
  Fields json = Json(R"({"n": 18446744073709551615})");
  json.Integer("n", 0, 9);
  BOOST_TEST(Refused(json) == std::vector<std::string>{"n"});
  Fields bounds = Query("a=1&b=9");
  BOOST_TEST(bounds.Integer("a", 1, 9) == 1);
  BOOST_TEST(bounds.Integer("b", 1, 9) == 9);
  BOOST_TEST(Refused(bounds) == kNone);
}

BOOST_AUTO_TEST_CASE(ReadInstants) {
  Fields fields = Query("a=2026-11-23T09:00:00Z&b=2026-11-23T09:00:00&c=2026-02-30T09:00:00Z");
  BOOST_TEST(domain::FormatRfc3339(fields.Instant("a")) == "2026-11-23T09:00:00Z");
  fields.Instant("b");
  fields.OptionalInstant("c");
  BOOST_TEST(!fields.OptionalInstant("d"));
  BOOST_TEST(Refused(fields) == (std::vector<std::string>{"b", "c"}));
}

BOOST_AUTO_TEST_CASE(ReadIds) {
  Fields fields = Query("a=0B9C6A1E-5A5B-4C3D-8E7F-001122334455&b=1&c=");
  BOOST_TEST(fields.Uuid("a") == "0b9c6a1e-5a5b-4c3d-8e7f-001122334455");
  fields.Uuid("b");
  BOOST_TEST(!fields.OptionalUuid("c"));
  BOOST_TEST(Refused(fields) == std::vector<std::string>{"b"});
}

BOOST_AUTO_TEST_CASE(ReadFlags) {
  Fields form = Form("a=on&b=false&c=yes");
  BOOST_TEST(form.Flag("a"));
  BOOST_TEST((form.OptionalFlag("b") == false));
  form.Flag("c");
  BOOST_TEST(!form.Flag("absent"));
  BOOST_TEST(Refused(form) == std::vector<std::string>{"c"});
  Fields query = Query("a=on");
  query.Flag("a");
  BOOST_TEST(Refused(query) == std::vector<std::string>{"a"});
}

BOOST_AUTO_TEST_CASE(ReadChoices) {
  Fields fields = Json(R"({"one": "email", "bad": "fax", "typed": 1})");
  BOOST_TEST(fields.Choice("one", {"email", "sms"}) == "email");
  fields.Choice("bad", {"email", "sms"});
  fields.OptionalChoice("typed", {"email", "sms"});
  fields.Choice("absent", {"email", "sms"});
  BOOST_TEST(Refused(fields) == (std::vector<std::string>{"bad", "typed", "absent"}));
}

BOOST_AUTO_TEST_CASE(ReadSetsOfWords) {
  const std::vector<std::string> both = {"prospect", "customer"};
  Fields json =
      Json(R"({"k": ["customer", "prospect", "customer"], "bad": ["x"], "no": "prospect"})");
  BOOST_TEST(json.Choices("k", {"prospect", "customer", "staff"}) == both);
  json.Choices("bad", {"prospect"});
  json.Choices("no", {"prospect"});
  BOOST_TEST(json.Choices("absent", {"prospect"}) == kNone);
  BOOST_TEST(Refused(json) == (std::vector<std::string>{"bad", "no"}));
  Fields form = Form("k.customer=on&k.prospect=on&k.other=on");
  BOOST_TEST(form.Choices("k", {"prospect", "customer", "staff"}) == both);
  BOOST_TEST(Refused(form) == std::vector<std::string>{"k.other"});
}

BOOST_AUTO_TEST_CASE(ReadListsOfIntegers) {
  const std::vector<std::int64_t> expected = {1440, 60};
  Fields json = Json(R"({"a": [1440, 60], "none": [], "bad": [1, "2"], "many": [1, 2, 3, 4]})");
  Fields form = Form("a=1440,+60&none=&bad=1,,2&many=1,2,3,4");
  for (Fields* fields : {&json, &form}) {
    BOOST_TEST((fields->OptionalIntegers("a", 1, 9999, 3) == expected));
    BOOST_TEST((fields->OptionalIntegers("none", 1, 9, 3) == std::vector<std::int64_t>()));
    fields->OptionalIntegers("bad", 1, 9, 3);
    fields->OptionalIntegers("many", 1, 9, 3);
    BOOST_TEST(!fields->OptionalIntegers("absent", 1, 9, 3));
    BOOST_TEST(Refused(*fields) == (std::vector<std::string>{"bad", "many"}));
  }
}

BOOST_AUTO_TEST_CASE(KeepWhatWasTyped) {
  Fields fields = Form("a=+x");
  BOOST_TEST(fields.Typed("a") == " x");
  BOOST_TEST(fields.Typed("b") == "");
  BOOST_TEST(fields.Has("a"));
  BOOST_TEST(!fields.Has("b"));
}

// A form that comes back after its session had ended is shown before anything is done.
BOOST_AUTO_TEST_CASE(RefusesAResumedFormOnce) {
  const auto finish = [](const std::string& body) {
    Fields form = Form(body);
    form.Text("a", {.max = 1});
    try {
      form.Finish();
    } catch (const domain::Error& error) {
      return error.reason();
    }
    return std::string("done");
  };
  BOOST_TEST(finish("a=1") == "done");
  BOOST_TEST(finish("a=1&resume=on") == "signed_in_again");
  BOOST_TEST(finish("a=12&resume=on") == "invalid");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace nexcyte::tests
