"""A person who types into the forms of a page, and what the page answers."""

import re

from playwright.sync_api import Page, expect


def fill(page: Page, **answers: str) -> None:
    """Type each answer into the field of its name; a choice is the first that says so."""
    for name, answer in answers.items():
        field = page.locator(f"main [name='{name}']").last
        kind = field.evaluate("e => e.tagName == 'SELECT' ? 'SELECT' : e.type")
        if kind == "checkbox":
            field.check()
        elif kind != "SELECT":
            field.fill(answer)
        else:
            offered = field.locator("option").all_inner_texts()
            chosen = [text for text in offered if answer in text]
            assert chosen, f"{name}: {answer} is none of {offered}"
            field.select_option(label=chosen[0])


def send(page: Page, **answers: str) -> int:
    """Fill the form that has these fields and send it; the status of the answer."""
    fill(page, **answers)
    first = page.locator(f"[name='{next(iter(answers))}']")
    form = page.locator("main form", has=first).last
    with (
        page.expect_navigation(),
        page.expect_response(lambda one: one.request.method == "POST") as answer,
    ):
        form.locator("button[type=submit]").last.click()
    return answer.value.status


def enter(page: Page, address: str, **answers: str) -> str:
    """Send a form that is taken; where it led."""
    page.goto(address)
    status = send(page, **answers)
    assert status == 303, page.locator("main").inner_text()
    return page.url


def refused(page: Page, address: str, words: str, **answers: str) -> None:
    """Send a form that is refused with these words, what was typed still there."""
    page.goto(address)
    assert send(page, **answers) == 422, page.url
    expect(page.locator(".error-summary")).to_contain_text(re.compile(words))
    typed = next(name for name, text in answers.items() if "/" in text)
    expect(page.locator(f"main [name='{typed}']").last).to_have_value(answers[typed])
