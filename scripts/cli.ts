console.log("paperlist");
