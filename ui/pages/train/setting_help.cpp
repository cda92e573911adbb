#include "ui/pages/train/setting_help.h"

#include <QCoreApplication>

namespace tunesmith::ui {

const std::vector<SettingHelp>& settingHelps() {
    using G = SettingGroup;
    static const std::vector<SettingHelp> kHelps = {
        {"method", G::How, true, QT_TR_NOOP("How to train"), QT_TR_NOOP("method"),
         QT_TR_NOOP("LoRA adds small matrices beside the model's own weights and trains only these. Full training "
                    "changes every "
                    "weight."),
         QT_TR_NOOP(
             "Take full training when you have thousands of rows and the memory for it: it needs about four times the "
             "model's size."),
         QT_TR_NOOP("LoRA, as nearly every trainer does: a tenth of the memory, and it can be switched off again."),
         ""},
        {"lora.rank", G::How, true, QT_TR_NOOP("How much it can take in"), QT_TR_NOOP("rank"),
         QT_TR_NOOP("The width of the added matrices: how much new material fits into them."),
         QT_TR_NOOP("Raise it to 32 or 64 for many different facts; lower it to 8 for a change of tone."),
         QT_TR_NOOP("16, the most common default of LoRA trainers."),
         QT_TR_NOOP("Default 16, as most trainers choose")},
        {"train.learningRate", G::How, true, QT_TR_NOOP("How fast it learns"), QT_TR_NOOP("learning rate"),
         QT_TR_NOOP("How far the weights move at each step, at the highest point of the schedule."),
         QT_TR_NOOP("Lower it when the loss jumps or turns up; raise it to 1e-3 for a few short rows with LoRA."),
         QT_TR_NOOP("2e-4 for LoRA, the common value of LoRA trainers. Full training wants about a tenth: 2e-5."),
         QT_TR_NOOP("Default 2e-4; full training 2e-5")},
        {"train.epochs", G::How, true, QT_TR_NOOP("Times through the rows"), QT_TR_NOOP("epochs"),
         QT_TR_NOOP("How often the model sees every row."),
         QT_TR_NOOP(
             "More for few rows, 1 or 2 from some thousand rows on. Too many, and it learns by heart: the validation "
             "loss turns up."),
         QT_TR_NOOP("3, the default of transformers."), QT_TR_NOOP("Stops by itself when validation stops improving")},
        {"classify.problem", G::How, true, QT_TR_NOOP("What the labels are"), QT_TR_NOOP("problem"),
         QT_TR_NOOP("One label for each text, any number of labels, a number, or a label for each word."),
         QT_TR_NOOP("Choose it yourself when the labels are numbers: they can name classes or measure something."),
         QT_TR_NOOP("Found in the rows: lists of labels are several, lists with one for each word are words' labels."), ""},

        {"data.maxLength", G::Rows, false, QT_TR_NOOP("Longest row"), QT_TR_NOOP("maximum length"),
         QT_TR_NOOP("Rows with more tokens than this are cut or left out. Memory grows with it."),
         QT_TR_NOOP("Raise it when many rows are cut (see Ready); lower it when memory is short."),
         QT_TR_NOOP("1,024 tokens, as TRL."), QT_TR_NOOP("In tokens; a token is about four letters")},
        {"data.overlong", G::Rows, false, QT_TR_NOOP("Rows that are longer"), QT_TR_NOOP("overlong"),
         QT_TR_NOOP("Whether a row that is too long loses its end or is left out."),
         QT_TR_NOOP("Leave them out when a cut answer would teach the model to stop in the middle."),
         QT_TR_NOOP("Cut, as TRL does."), ""},
        {"data.loss", G::Rows, false, QT_TR_NOOP("What is learned of a row"), QT_TR_NOOP("loss on"),
         QT_TR_NOOP("Only the answers, or questions and answers alike."),
         QT_TR_NOOP("Take all tokens when the questions themselves are worth learning to write."),
         QT_TR_NOOP("Answers only, as TRL does for conversations."), ""},

        {"lora.alpha", G::Lora, false, QT_TR_NOOP("Strength of what is added"), QT_TR_NOOP("alpha"),
         QT_TR_NOOP("The addition counts alpha / rank times. Twice the rank means it counts double."),
         QT_TR_NOOP("Leave it at twice the rank; lower it for a gentler change."),
         QT_TR_NOOP("32, twice the rank, as Unsloth and Axolotl."), ""},
        {"lora.dropout", G::Lora, false, QT_TR_NOOP("Left out at random"), QT_TR_NOOP("dropout"),
         QT_TR_NOOP("Share of the addition's input that is switched off at each step, against learning by heart."),
         QT_TR_NOOP("0.1 for few rows; 0 when learning by heart is what you want."),
         QT_TR_NOOP("0.05, as TRL's examples and Axolotl."), ""},
        {"lora.rankStabilised", G::Lora, false, QT_TR_NOOP("Keep the strength at high rank"), QT_TR_NOOP("rsLoRA"),
         QT_TR_NOOP("Divides alpha by the square root of the rank instead of the rank."),
         QT_TR_NOOP("Switch it on from rank 64."), QT_TR_NOOP("Off, as in peft. Kalajdzievski 2023."), ""},
        {"lora.initial", G::Lora, false, QT_TR_NOOP("Begin with an adapter"), QT_TR_NOOP("initial adapter"),
         QT_TR_NOOP("A file adapter_model.safetensors to go on from, instead of a fresh start."),
         QT_TR_NOOP("To go on from what another program has trained."), QT_TR_NOOP("Empty: fresh, as peft begins."),
         QT_TR_NOOP("Empty: fresh")},
        {"lora.targets", G::Lora, false, QT_TR_NOOP("Where it is added"), QT_TR_NOOP("target modules"),
         QT_TR_NOOP("The linear layers that get an addition, as this model calls them: those of attention, those behind it, or all."),
         QT_TR_NOOP("Choose those of attention alone to save memory and time; it then learns less."),
         QT_TR_NOOP("All, as QLoRA found best."), ""},

        {"train.batch", G::Learning, false, QT_TR_NOOP("Rows at each step"), QT_TR_NOOP("batch size"),
         QT_TR_NOOP(
             "The weights move once for so many rows. Memory does not grow with it: rows are computed in portions."),
         QT_TR_NOOP("4 to 8 for small data sets, 16 to 32 for large ones."), QT_TR_NOOP("8, as transformers."), ""},
        {"train.maxSteps", G::Learning, false, QT_TR_NOOP("Most steps"), QT_TR_NOOP("max steps"),
         QT_TR_NOOP("Ends the run after so many steps, whatever the times through the rows."),
         QT_TR_NOOP("For a quick trial: 20."), QT_TR_NOOP("0: as the times through the rows say."),
         QT_TR_NOOP("0: no limit")},
        {"train.schedule", G::Learning, false, QT_TR_NOOP("How the speed falls"), QT_TR_NOOP("schedule"),
         QT_TR_NOOP("The learning rate rises in the warm-up, then falls along this curve."),
         QT_TR_NOOP("Constant when you mean to stop by hand."), QT_TR_NOOP("Cosine, as most trainers."), ""},
        {"train.warmup", G::Learning, false, QT_TR_NOOP("Warm-up"), QT_TR_NOOP("warmup"),
         QT_TR_NOOP(
             "At first the learning rate rises from nothing. Below 1 it is a share of all steps, from 1 on a number of "
             "steps."),
         QT_TR_NOOP("Longer when the loss jumps at the start."),
         QT_TR_NOOP("0.05; trainers take between 0.03 and 0.1."), ""},
        {"train.weightDecay", G::Learning, false, QT_TR_NOOP("Pull towards zero"), QT_TR_NOOP("weight decay"),
         QT_TR_NOOP("Makes trained weights shrink a little at each step, against learning by heart."),
         QT_TR_NOOP("0 to learn facts exactly; 0.1 for long runs."), QT_TR_NOOP("0.01, as PyTorch's AdamW."), ""},
        {"train.clip", G::Learning, false, QT_TR_NOOP("Longest move"), QT_TR_NOOP("gradient clipping"),
         QT_TR_NOOP("Gradients longer than this are shortened, so that one odd row cannot spoil the weights."),
         QT_TR_NOOP("0.3 for a loss that jumps; 0 switches it off."), QT_TR_NOOP("1.0, as transformers."), ""},
        {"train.beta1", G::Learning, false, QT_TR_NOOP("Memory of direction"), QT_TR_NOOP("beta 1"),
         QT_TR_NOOP("How long AdamW remembers the direction of former steps."), QT_TR_NOOP("Hardly ever."),
         QT_TR_NOOP("0.9, as Kingma and Ba 2015."), ""},
        {"train.beta2", G::Learning, false, QT_TR_NOOP("Memory of size"), QT_TR_NOOP("beta 2"),
         QT_TR_NOOP("How long AdamW remembers the size of former gradients."),
         QT_TR_NOOP("0.95 when the loss jumps late in a long run."), QT_TR_NOOP("0.999, as Kingma and Ba 2015."), ""},
        {"train.epsilon", G::Learning, false, QT_TR_NOOP("Least divisor"), QT_TR_NOOP("epsilon"),
         QT_TR_NOOP("Keeps AdamW from dividing by nothing."), QT_TR_NOOP("Hardly ever."),
         QT_TR_NOOP("1e-8, as PyTorch."), ""},
        {"train.shuffle", G::Learning, false, QT_TR_NOOP("Mix the rows"), QT_TR_NOOP("shuffle"),
         QT_TR_NOOP("Every time through, the rows come in another order, so that none is always last."),
         QT_TR_NOOP("Switch it off when the order of the file carries meaning: from easy to hard."),
         QT_TR_NOOP("On, as transformers."), ""},
        {"train.seed", G::Learning, false, QT_TR_NOOP("Seed"), QT_TR_NOOP("seed"),
         QT_TR_NOOP("The start of all chance: order of rows, what is left out, the first values. The same seed repeats "
                    "the run "
                    "exactly."),
         QT_TR_NOOP("To see whether a result was luck."), QT_TR_NOOP("42, as transformers."), ""},

        {"train.validation", G::Checks, false, QT_TR_NOOP("Set aside to test with"), QT_TR_NOOP("validation share"),
         QT_TR_NOOP("Share of the rows that are never trained on, where the data set has none set aside."),
         QT_TR_NOOP("0.2 for few rows; 0 to train on all."), QT_TR_NOOP("0.1: trainers take between 0.01 and 0.2."),
         ""},
        {"train.evaluateEvery", G::Checks, false, QT_TR_NOOP("Steps between checks"), QT_TR_NOOP("evaluation steps"),
         QT_TR_NOOP("How often the validation loss is measured and your questions are asked."),
         QT_TR_NOOP("Fewer checks for a faster run."), QT_TR_NOOP("0: ten times in a run, fewer where many rows are set aside."),
         QT_TR_NOOP("0: up to ten times in a run")},
        {"train.saveEvery", G::Checks, false, QT_TR_NOOP("Steps between saves"), QT_TR_NOOP("save steps"),
         QT_TR_NOOP("How often the run is saved so that it can go on after a power cut."),
         QT_TR_NOOP("More often on a machine that may be switched off."), QT_TR_NOOP("0: ten times in a run."),
         QT_TR_NOOP("0: ten times in a run")},
        {"train.patience", G::Checks, false, QT_TR_NOOP("Checks without improvement"), QT_TR_NOOP("patience"),
         QT_TR_NOOP("The run ends by itself after so many checks in a row without a better validation loss; the best "
                    "is kept."),
         QT_TR_NOOP("0 to train to the end in any case."),
         QT_TR_NOOP("3, as LLaMA-Factory users ask and Axolotl sets."), QT_TR_NOOP("0: never stop early")},

        {"train.device", G::Machine, false, QT_TR_NOOP("Compute on"), QT_TR_NOOP("device"),
         QT_TR_NOOP("The processor, or a graphics card where there is one."),
         QT_TR_NOOP("When you want the graphics card for something else."),
         QT_TR_NOOP("Chosen by itself: the fastest there is."), ""},
        {"train.dtype", G::Machine, false, QT_TR_NOOP("Numbers"), QT_TR_NOOP("precision"),
         QT_TR_NOOP("fp32 is exact; bf16 takes half the memory and is faster where the processor has it."),
         QT_TR_NOOP("fp32 to compare with other programs."),
         QT_TR_NOOP("Chosen by itself by what this processor computes fastest."), ""},
        {"train.microTokens", G::Machine, false, QT_TR_NOOP("Tokens at once"), QT_TR_NOOP("micro-batch"),
         QT_TR_NOOP("How many tokens are computed together. It changes memory and speed, never the result."),
         QT_TR_NOOP("Smaller when memory is short."), QT_TR_NOOP("0: chosen by itself."),
         QT_TR_NOOP("0: chosen by itself")},
    };
    return kHelps;
}

const SettingHelp* settingHelp(const std::string& key) {
    for (const auto& help : settingHelps())
        if (key == help.key) return &help;
    return nullptr;
}

QString translatedHelp(const char* source) {
    return *source ? QCoreApplication::translate("tunesmith::ui", source) : QString();
}

QString groupTitle(SettingGroup group) {
    switch (group) {
        case SettingGroup::How:
            return translatedHelp(QT_TR_NOOP("How"));
        case SettingGroup::Rows:
            return translatedHelp(QT_TR_NOOP("Rows"));
        case SettingGroup::Lora:
            return translatedHelp(QT_TR_NOOP("What is added (LoRA)"));
        case SettingGroup::Learning:
            return translatedHelp(QT_TR_NOOP("Learning"));
        case SettingGroup::Checks:
            return translatedHelp(QT_TR_NOOP("Checks and saving"));
        case SettingGroup::Machine:
            return translatedHelp(QT_TR_NOOP("This computer"));
    }
    return {};
}

QString choiceWords(const std::string& key, const std::string& choice) {
    struct Words {
        const char *key, *choice, *words;
    };
    static const Words kWords[] = {
        {"method", "lora", QT_TR_NOOP("LoRA: small, fast, removable")},
        {"method", "full", QT_TR_NOOP("Full: every weight of the model")},
        {"data.overlong", "truncate", QT_TR_NOOP("Cut the end")},
        {"data.overlong", "drop", QT_TR_NOOP("Leave them out")},
        {"data.loss", "answers", QT_TR_NOOP("Answers only")},
        {"data.loss", "all", QT_TR_NOOP("Everything")},
        {"classify.problem", "auto", QT_TR_NOOP("As the rows say")},
        {"classify.problem", "single", QT_TR_NOOP("One for each text")},
        {"classify.problem", "multi", QT_TR_NOOP("Any number for each text")},
        {"classify.problem", "regression", QT_TR_NOOP("A number for each text")},
        {"classify.problem", "tokens", QT_TR_NOOP("One for each word")},
        {"train.schedule", "cosine", QT_TR_NOOP("Cosine: slowly, fast, slowly")},
        {"train.schedule", "linear", QT_TR_NOOP("Linear: evenly")},
        {"train.schedule", "constant", QT_TR_NOOP("Constant: not at all")},
        {"train.device", "auto", QT_TR_NOOP("The fastest there is")},
        {"train.device", "cpu", QT_TR_NOOP("Processor (CPU)")},
        {"train.device", "cuda", QT_TR_NOOP("NVIDIA graphics card (CUDA)")},
        {"train.device", "mps", QT_TR_NOOP("Apple graphics (MPS)")},
        {"train.dtype", "auto", QT_TR_NOOP("By this computer")},
        {"train.dtype", "fp32", QT_TR_NOOP("fp32: exact")},
        {"train.dtype", "bf16", QT_TR_NOOP("bf16: half the memory")},
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
           line(translatedHelp(QT_TR_NOOP("When to change it:")), help.when) +
           line(translatedHelp(QT_TR_NOOP("Default:")), help.source);
}

}  // namespace tunesmith::ui
