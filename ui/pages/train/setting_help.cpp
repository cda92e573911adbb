#include "ui/pages/train/setting_help.h"

#include <QCoreApplication>

namespace tunesmith::ui {

#define T(text) QT_TRANSLATE_NOOP("tunesmith::ui::SettingHelp", text)

const std::vector<SettingHelp>& settingHelps() {
    using G = SettingGroup;
    static const std::vector<SettingHelp> kHelps = {
        {"method", G::How, true, T("How to train"), T("method"),
         T("LoRA adds small matrices beside the model's own weights and trains only these. Full training changes every "
           "weight."),
         T("Take full training when you have thousands of rows and the memory for it: it needs about four times the "
           "model's size."),
         T("LoRA, as nearly every trainer does: a tenth of the memory, and it can be switched off again."), ""},
        {"lora.rank", G::How, true, T("How much it can take in"), T("rank"),
         T("The width of the added matrices: how much new material fits into them."),
         T("Raise it to 32 or 64 for many different facts; lower it to 8 for a change of tone."),
         T("16, the most common default of LoRA trainers."), T("Default 16, as most trainers choose")},
        {"train.learningRate", G::How, true, T("How fast it learns"), T("learning rate"),
         T("How far the weights move at each step, at the highest point of the schedule."),
         T("Lower it when the loss jumps or turns up; raise it to 1e-3 for a few short rows with LoRA."),
         T("2e-4 for LoRA, the common value of LoRA trainers. Full training wants about a tenth: 2e-5."),
         T("Default 2e-4; full training 2e-5")},
        {"train.epochs", G::How, true, T("Times through the rows"), T("epochs"),
         T("How often the model sees every row."),
         T("More for few rows, 1 or 2 from some thousand rows on. Too many, and it learns by heart: the validation "
           "loss turns up."),
         T("3, the default of transformers."), T("Stops by itself when validation stops improving")},

        {"data.maxLength", G::Rows, false, T("Longest row"), T("maximum length"),
         T("Rows with more tokens than this are cut or left out. Memory grows with it."),
         T("Raise it when many rows are cut (see Ready); lower it when memory is short."), T("1,024 tokens, as TRL."),
         T("In tokens; a token is about four letters")},
        {"data.overlong", G::Rows, false, T("Rows that are longer"), T("overlong"),
         T("Whether a row that is too long loses its end or is left out."),
         T("Leave them out when a cut answer would teach the model to stop in the middle."), T("Cut, as TRL does."),
         ""},
        {"data.loss", G::Rows, false, T("What is learned of a row"), T("loss on"),
         T("Only the answers, or questions and answers alike."),
         T("Take all tokens when the questions themselves are worth learning to write."),
         T("Answers only, as TRL does for conversations."), ""},

        {"lora.alpha", G::Lora, false, T("Strength of what is added"), T("alpha"),
         T("The addition counts alpha / rank times. Twice the rank means it counts double."),
         T("Leave it at twice the rank; lower it for a gentler change."),
         T("32, twice the rank, as Unsloth and Axolotl."), ""},
        {"lora.dropout", G::Lora, false, T("Left out at random"), T("dropout"),
         T("Share of the addition's input that is switched off at each step, against learning by heart."),
         T("0.1 for few rows; 0 when learning by heart is what you want."), T("0.05, as TRL's examples and Axolotl."),
         ""},
        {"lora.rankStabilised", G::Lora, false, T("Keep the strength at high rank"), T("rsLoRA"),
         T("Divides alpha by the square root of the rank instead of the rank."), T("Switch it on from rank 64."),
         T("Off, as in peft. Kalajdzievski 2023."), ""},
        {"lora.targets", G::Lora, false, T("Where it is added"), T("target modules"),
         T("The linear layers that get an addition: q, k, v and o in attention, gate, up and down behind it."),
         T("Leave out gate, up and down to save memory and time; it then learns less."),
         T("All seven, as QLoRA found best."), ""},

        {"train.batch", G::Learning, false, T("Rows at each step"), T("batch size"),
         T("The weights move once for so many rows. Memory does not grow with it: rows are computed in portions."),
         T("4 to 8 for small data sets, 16 to 32 for large ones."), T("8, as transformers."), ""},
        {"train.maxSteps", G::Learning, false, T("Most steps"), T("max steps"),
         T("Ends the run after so many steps, whatever the times through the rows."), T("For a quick trial: 20."),
         T("0: as the times through the rows say."), T("0: no limit")},
        {"train.schedule", G::Learning, false, T("How the speed falls"), T("schedule"),
         T("The learning rate rises in the warm-up, then falls along this curve."),
         T("Constant when you mean to stop by hand."), T("Cosine, as most trainers."), ""},
        {"train.warmup", G::Learning, false, T("Warm-up"), T("warmup"),
         T("At first the learning rate rises from nothing. Below 1 it is a share of all steps, from 1 on a number of "
           "steps."),
         T("Longer when the loss jumps at the start."), T("0.05; trainers take between 0.03 and 0.1."), ""},
        {"train.weightDecay", G::Learning, false, T("Pull towards zero"), T("weight decay"),
         T("Makes trained weights shrink a little at each step, against learning by heart."),
         T("0 to learn facts exactly; 0.1 for long runs."), T("0.01, as PyTorch's AdamW."), ""},
        {"train.clip", G::Learning, false, T("Longest move"), T("gradient clipping"),
         T("Gradients longer than this are shortened, so that one odd row cannot spoil the weights."),
         T("0.3 for a loss that jumps; 0 switches it off."), T("1.0, as transformers."), ""},
        {"train.beta1", G::Learning, false, T("Memory of direction"), T("beta 1"),
         T("How long AdamW remembers the direction of former steps."), T("Hardly ever."),
         T("0.9, as Kingma and Ba 2015."), ""},
        {"train.beta2", G::Learning, false, T("Memory of size"), T("beta 2"),
         T("How long AdamW remembers the size of former gradients."), T("0.95 when the loss jumps late in a long run."),
         T("0.999, as Kingma and Ba 2015."), ""},
        {"train.epsilon", G::Learning, false, T("Least divisor"), T("epsilon"),
         T("Keeps AdamW from dividing by nothing."), T("Hardly ever."), T("1e-8, as PyTorch."), ""},
        {"train.seed", G::Learning, false, T("Seed"), T("seed"),
         T("The start of all chance: order of rows, what is left out, the first values. The same seed repeats the run "
           "exactly."),
         T("To see whether a result was luck."), T("42, as transformers."), ""},

        {"train.validation", G::Checks, false, T("Set aside to test with"), T("validation share"),
         T("Share of the rows that are never trained on, where the data set has none set aside."),
         T("0.2 for few rows; 0 to train on all."), T("0.1: trainers take between 0.01 and 0.2."), ""},
        {"train.evaluateEvery", G::Checks, false, T("Steps between checks"), T("evaluation steps"),
         T("How often the validation loss is measured and your questions are asked."),
         T("Fewer checks for a faster run."), T("0: about ten times in a run."), T("0: about ten times in a run")},
        {"train.saveEvery", G::Checks, false, T("Steps between saves"), T("save steps"),
         T("How often the run is saved so that it can go on after a power cut."),
         T("More often on a machine that may be switched off."), T("0: at each check."), T("0: at each check")},
        {"train.patience", G::Checks, false, T("Checks without improvement"), T("patience"),
         T("The run ends by itself after so many checks in a row without a better validation loss; the best is kept."),
         T("0 to train to the end in any case."), T("3, as LLaMA-Factory users ask and Axolotl sets."),
         T("0: never stop early")},

        {"train.device", G::Machine, false, T("Compute on"), T("device"),
         T("The processor, or a graphics card where there is one."),
         T("When you want the graphics card for something else."), T("Chosen by itself: the fastest there is."), ""},
        {"train.dtype", G::Machine, false, T("Numbers"), T("precision"),
         T("fp32 is exact; bf16 takes half the memory and is faster where the processor has it."),
         T("fp32 to compare with other programs."), T("Chosen by itself by what this processor computes fastest."), ""},
        {"train.microTokens", G::Machine, false, T("Tokens at once"), T("micro-batch"),
         T("How many tokens are computed together. It changes memory and speed, never the result."),
         T("Smaller when memory is short."), T("0: chosen by itself."), T("0: chosen by itself")},
    };
    return kHelps;
}

const SettingHelp* settingHelp(const std::string& key) {
    for (const auto& help : settingHelps())
        if (key == help.key) return &help;
    return nullptr;
}

QString translatedHelp(const char* source) {
    return *source ? QCoreApplication::translate("tunesmith::ui::SettingHelp", source) : QString();
}

QString groupTitle(SettingGroup group) {
    switch (group) {
        case SettingGroup::How:
            return translatedHelp(T("How"));
        case SettingGroup::Rows:
            return translatedHelp(T("Rows"));
        case SettingGroup::Lora:
            return translatedHelp(T("What is added (LoRA)"));
        case SettingGroup::Learning:
            return translatedHelp(T("Learning"));
        case SettingGroup::Checks:
            return translatedHelp(T("Checks and saving"));
        case SettingGroup::Machine:
            return translatedHelp(T("This computer"));
    }
    return {};
}

QString choiceWords(const std::string& key, const std::string& choice) {
    struct Words {
        const char *key, *choice, *words;
    };
    static const Words kWords[] = {
        {"method", "lora", T("LoRA: small, fast, removable")},
        {"method", "full", T("Full: every weight of the model")},
        {"data.overlong", "truncate", T("Cut the end")},
        {"data.overlong", "drop", T("Leave them out")},
        {"data.loss", "answers", T("Answers only")},
        {"data.loss", "all", T("Everything")},
        {"train.schedule", "cosine", T("Cosine: slowly, fast, slowly")},
        {"train.schedule", "linear", T("Linear: evenly")},
        {"train.schedule", "constant", T("Constant: not at all")},
        {"train.device", "auto", T("The fastest there is")},
        {"train.device", "cpu", T("Processor (CPU)")},
        {"train.device", "cuda", T("NVIDIA graphics card (CUDA)")},
        {"train.device", "mps", T("Apple graphics (MPS)")},
        {"train.dtype", "auto", T("By this computer")},
        {"train.dtype", "fp32", T("fp32: exact")},
        {"train.dtype", "bf16", T("bf16: half the memory")},
    };
    for (const auto& words : kWords)
        if (key == words.key && choice == words.choice) return translatedHelp(words.words);
    return QString::fromStdString(choice);
}

QString fullHelp(const SettingHelp& help) {
    const auto line = [](const QString& head, const char* text) {
        return QStringLiteral("<p style='margin:6px 0 0 0'><b>%1</b> %2</p>")
            .arg(head.toHtmlEscaped(), translatedHelp(text).toHtmlEscaped());
    };
    return QStringLiteral("<p style='margin:0'><b>%1</b> (%2)</p>")
               .arg(translatedHelp(help.label).toHtmlEscaped(), translatedHelp(help.term).toHtmlEscaped()) +
           QStringLiteral("<p style='margin:6px 0 0 0'>%1</p>").arg(translatedHelp(help.what).toHtmlEscaped()) +
           line(translatedHelp(T("When to change it:")), help.when) + line(translatedHelp(T("Default:")), help.source);
}

#undef T

}  // namespace tunesmith::ui
